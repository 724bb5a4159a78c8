package io.outrigger.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** That a server which ends a connection is told from one which is silent. */
final class RawHttp2Test {

  private ServerSocket server;
  private RawHttp2 client;

  @BeforeEach
  void connect() throws Exception {
    server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    client = new RawHttp2("127.0.0.1:" + server.getLocalPort(), 100);
  }

  @AfterEach
  void close() throws Exception {
    client.close();
    server.close();
  }

  @Test
  void silence_is_not_the_end() {
    assertThatThrownBy(client::awaitEnd)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("neither said anything nor ended");
  }

  @Test
  void a_closed_connection_is() throws Exception {
    server.accept().close();

    assertThat(client.next()).isEmpty();
  }
}
