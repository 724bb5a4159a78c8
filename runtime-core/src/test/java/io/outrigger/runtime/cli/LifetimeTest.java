package io.outrigger.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

final class LifetimeTest {

  @Test
  void what_was_started_is_closed() {
    var closed = new AtomicBoolean();
    var lifetime = new Lifetime<AutoCloseable>();
    lifetime.start(() -> () -> closed.set(true));

    assertThat(lifetime.stop()).isEqualTo(ExitCode.OK);
    assertThat(closed).isTrue();
  }

  @Test
  void a_close_that_fails_is_a_defect() {
    var lifetime = new Lifetime<AutoCloseable>();
    lifetime.start(() ->
        () -> {
          throw new IllegalStateException("broken");
        });

    assertThat(lifetime.stop()).isEqualTo(ExitCode.DEFECT);
  }

  @Test
  void a_start_that_goes_on_is_interrupted() throws Exception {
    var starting = new CompletableFuture<Lifetime<AutoCloseable>>();
    var outcome = new CompletableFuture<Throwable>();
    Thread.ofPlatform().start(() -> startForever(starting, outcome));

    assertThat(starting.get(10, TimeUnit.SECONDS).stop()).isEqualTo(ExitCode.OK);

    assertThat(outcome.get(10, TimeUnit.SECONDS)).isInstanceOf(CancellationException.class);
  }

  @Test
  void a_failed_start_is_thrown_and_leaves_nothing_to_stop() {
    var lifetime = new Lifetime<AutoCloseable>();

    assertThatThrownBy(() ->
            lifetime.start(() -> {
              throw new IllegalStateException("no");
            }))
        .hasMessage("no");
    assertThat(lifetime.stop()).isEqualTo(ExitCode.OK);
  }

  private static void startForever(
      CompletableFuture<Lifetime<AutoCloseable>> starting, CompletableFuture<Throwable> outcome) {
    var lifetime = new Lifetime<AutoCloseable>();
    try {
      lifetime.start(() -> {
        starting.complete(lifetime);
        return never();
      });
    } catch (RuntimeException e) {
      outcome.complete(e);
    }
  }

  private static AutoCloseable never() {
    try {
      new CountDownLatch(1).await();
      throw new IllegalStateException("nobody counts down");
    } catch (InterruptedException e) {
      throw (CancellationException) new CancellationException().initCause(e);
    }
  }
}
