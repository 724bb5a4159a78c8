package io.outrigger.benchmarks.measuring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class MachineTest {

  @Test
  void the_version_of_a_library_is_in_the_name_of_its_file() {
    var files = List.of("netty-transport-classes-epoll-4.2.1.jar", "netty-transport-4.2.1.jar");

    assertThat(Machine.library("netty-transport", files)).containsExactly("netty-transport 4.2.1");
    assertThat(Machine.library("grpc-netty", files)).isEmpty();
  }
}
