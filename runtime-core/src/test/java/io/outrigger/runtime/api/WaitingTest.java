package io.outrigger.runtime.api;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outrigger.runtime.component.Deadlines;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class WaitingTest {

  private final Deadlines deadlines = new Deadlines();

  @AfterEach
  void close() {
    deadlines.close();
  }

  @Test
  void a_change_ends_the_waiting() {
    var waiting = new Waiting(deadlines);
    var open = new AtomicBoolean();
    var done = CompletableFuture.runAsync(() -> await(waiting, open));

    waiting.change(() -> open.set(true));

    assertThat(done).succeedsWithin(Duration.ofSeconds(10));
  }

  @Test
  void nothing_for_too_long_is_a_failure_that_says_so() {
    var waiting = new Waiting(deadlines, Duration.ofMillis(20));

    assertThatThrownBy(() -> waiting.until(() -> false, "the client took nothing"))
        .isInstanceOf(IOException.class)
        .hasMessage("the client took nothing for 20 ms");
  }

  @Test
  void time_that_was_waited_before_does_not_count() throws IOException {
    var waiting = new Waiting(deadlines, Duration.ofSeconds(2));
    var changes = new AtomicInteger();
    var _ =
        deadlines.after(MILLISECONDS.toNanos(1200), () -> waiting.change(changes::incrementAndGet));
    var _ =
        deadlines.after(MILLISECONDS.toNanos(2400), () -> waiting.change(changes::incrementAndGet));

    waiting.until(() -> changes.get() == 1, "nothing");
    waiting.until(() -> changes.get() == 2, "nothing");

    assertThat(changes).hasValue(2);
  }

  @Test
  void an_interrupt_ends_the_waiting_and_is_kept() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> new Waiting(deadlines).until(() -> false, "nothing"))
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
