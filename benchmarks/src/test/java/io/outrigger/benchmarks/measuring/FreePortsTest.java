package io.outrigger.benchmarks.measuring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.RepeatedTest;

final class FreePortsTest {

  @RepeatedTest(20)
  void a_free_port_is_below_those_of_outgoing_connections() {
    assertThat(FreePorts.next()).isBetween(20_000, 32_767);
  }
}
