package io.outrigger.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Files that somebody gives up, or asks for where nobody may wait. */
final class FilesTest {

  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final FakeSidecar sidecar = new FakeSidecar();

  @AfterEach
  void stop() {
    sidecar.close();
  }

  @Test
  void a_file_cannot_be_written_on_the_connections_thread() {
    refusesInCallback(client -> {
      client.files("f").put("f", content());
      return "";
    });
  }

  @Test
  void a_file_cannot_be_read_on_the_connections_thread() {
    refusesInCallback(client -> client.files("f").get("f"));
    assertThat(sidecar.headers).hasSize(1);
  }

  private void refusesInCallback(Function<OutriggerClient, Object> call) {
    sidecar.late = Duration.ofMillis(300); // The callback is there before the answer is.
    try (var client = sidecar.client().build()) {
      var stage = client.async().state("s").get("k").thenApply(entry -> call.apply(client));

      assertThat(stage.toCompletableFuture())
          .failsWithin(LIMIT)
          .withThrowableThat()
          .havingRootCause()
          .isInstanceOf(IllegalStateException.class)
          .withMessageContaining("client's own thread");
    }
  }

  @Test
  void an_interrupted_writer_gives_its_file_up() {
    try (var client = sidecar.client().build()) {
      var writer = new Thread(() -> client.files("f").put("f", content()));
      writer.setUncaughtExceptionHandler((thread, failure) -> {});
      writer.start();
      await().until(() -> sidecar.uploads.get() == 1);
      writer.interrupt();

      await().untilAsserted(() -> assertThat(sidecar.cancelled).containsExactly("PutFile"));
    }
  }

  @Test
  void a_file_is_given_up_before_its_publisher_has_said_anything() {
    try (var client = sidecar.client().build()) {
      var put = client.async().files("f").put("f", subscriber -> {}, FileOptions.DEFAULT);
      await().until(() -> sidecar.headers.size() == 1);
      put.toCompletableFuture().cancel(true);

      await().untilAsserted(() -> assertThat(sidecar.cancelled).containsExactly("PutFile"));
    }
  }

  @Test
  void a_reader_who_waits_is_told_that_its_stream_was_closed() throws IOException {
    try (var client = sidecar.client().build()) {
      var stream = client.files("f").get("f");
      assertThat(stream.readNBytes(3)).hasSize(3);
      var reader = new CompletableFuture<Integer>();
      var thread = new Thread(() -> readInto(stream, reader));
      thread.start();
      await().until(() -> thread.getState() == Thread.State.WAITING);
      stream.close();

      assertThat(reader)
          .failsWithin(LIMIT)
          .withThrowableThat()
          .havingCause()
          .isInstanceOf(IOException.class)
          .withMessageContaining("closed");
      assertThatThrownBy(stream::read).isInstanceOf(IOException.class);
    }
  }

  private static void readInto(InputStream stream, CompletableFuture<Integer> result) {
    try {
      result.complete(stream.read());
    } catch (IOException e) {
      result.completeExceptionally(e);
    }
  }

  private static ByteArrayInputStream content() {
    return new ByteArrayInputStream(new byte[7]);
  }
}
