package io.outrigger.runtime.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Attributes;
import org.junit.jupiter.api.Test;

final class ConnectionsTest {

  private final Connections connections = new Connections();

  @Test
  void a_connection_counts_from_ready_to_its_end() {
    var attributes = connections.transportReady(Attributes.EMPTY);
    assertThat(connections.open()).isEqualTo(1);

    connections.transportTerminated(attributes);

    assertThat(connections.open()).isZero();
  }

  @Test
  void one_that_was_never_ready_does_not_count() {
    connections.transportTerminated(Attributes.EMPTY);
    connections.transportTerminated(null);

    assertThat(connections.open()).isZero();
  }

  @Test
  void waiting_for_none_gives_up_after_its_time() throws InterruptedException {
    connections.transportReady(Attributes.EMPTY);

    assertThat(connections.awaitNone(1)).isFalse();
  }
}
