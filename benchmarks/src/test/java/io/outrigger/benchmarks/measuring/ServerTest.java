package io.outrigger.benchmarks.measuring;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class ServerTest {

  @Test
  void a_server_that_ends_is_an_error_with_its_last_words() throws Exception {
    var endpoint = new Endpoint(FreePorts.next(), Path.of("socket"));
    var builder = new ProcessBuilder("sh", "-c", "echo starting; echo no memory; exit 3");
    try (var place = new Workplace();
        var server = new Server("echo server", endpoint, place, builder)) {
      assertThatThrownBy(server::awaitListening)
          .isInstanceOf(BenchmarkException.class)
          .hasMessage(
              "the echo server (process %d) has ended with status 3; its last words: no memory",
              server.pid());
    }
  }
}
