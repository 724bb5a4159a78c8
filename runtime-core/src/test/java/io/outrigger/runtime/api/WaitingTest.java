package io.outrigger.runtime.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

final class WaitingTest {

  @Test
  void a_change_ends_the_waiting() {
    var waiting = new Waiting();
    var open = new AtomicBoolean();
    var done = CompletableFuture.runAsync(() -> await(waiting, open));

    waiting.change(() -> open.set(true));

    assertThat(done).succeedsWithin(Duration.ofSeconds(10));
  }

  @Test
  void nothing_for_too_long_is_a_failure_that_says_so() {
    var waiting = new Waiting(Duration.ofMillis(20));

    assertThatThrownBy(() -> waiting.until(() -> false, "the client took nothing"))
        .isInstanceOf(IOException.class)
        .hasMessage("the client took nothing for 20 ms");
  }

  @Test
  void an_interrupt_ends_the_waiting_and_is_kept() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> new Waiting().until(() -> false, "nothing"))
        .isInstanceOf(InterruptedIOException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  private static void await(Waiting waiting, AtomicBoolean open) {
    try {
      waiting.until(open::get, "nothing");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
