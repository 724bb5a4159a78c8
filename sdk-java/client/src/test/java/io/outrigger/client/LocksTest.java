package io.outrigger.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.grpc.Status;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Locks while something goes wrong. */
final class LocksTest {

  private static final LockOptions SHORT = new LockOptions(Duration.ofSeconds(2));
  private static final Duration LONGER_THAN_A_LEASE = Duration.ofMillis(2500);
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final FakeSidecar sidecar = new FakeSidecar();

  @AfterEach
  void stop() {
    sidecar.close();
  }

  @Test
  void a_lock_survives_renewals_that_fail_for_less_than_a_lease() {
    try (var client = sidecar.client().build()) {
      var lock = client.locks("l").tryLock("r", SHORT).orElseThrow();
      assertThat(lock.fencingToken()).isEmpty();
      for (var i = 0; i < 2; i++) {
        sidecar.failures.add(Status.UNAVAILABLE);
      }
      await().during(LONGER_THAN_A_LEASE).until(lock::isHeld);
      assertThat(sidecar.failures).isEmpty();
    }
  }

  @Test
  void a_lock_that_was_won_late_in_a_wait_has_all_its_time_for_renewals() {
    try (var client = sidecar.client().build()) {
      client.waitUntilReady(LIMIT);
      var lock = client.locks("l").lock("r", Duration.ofMillis(300), SHORT);
      sidecar.late = Duration.ofMillis(500);

      await().during(LONGER_THAN_A_LEASE).until(lock::isHeld);
      sidecar.late = Duration.ZERO;
    }
  }

  @Test
  void a_wait_fails_when_the_callers_context_does() {
    sidecar.refusals.set(1);
    try (var client = sidecar.client().context(failingAfter(1)).build()) {
      var lock = client.async().locks("l").lock("r", LIMIT);

      assertThat(lock.toCompletableFuture())
          .failsWithin(LIMIT)
          .withThrowableThat()
          .havingRootCause()
          .withMessage("no context");
    }
  }

  @Test
  void renewals_do_not_ask_for_the_callers_context() {
    try (var client = sidecar.client().context(failingAfter(1)).build()) {
      var lock = client.locks("l").tryLock("r", SHORT).orElseThrow();

      await().during(LONGER_THAN_A_LEASE).until(lock::isHeld);
    }
  }

  @Test
  void an_interrupted_thread_gives_its_lock_back() {
    try (var client = sidecar.client().build()) {
      var lock = client.locks("l").tryLock("r").orElseThrow();
      Thread.currentThread().interrupt();
      lock.close();

      assertThat(Thread.interrupted()).isTrue();
      await().untilAsserted(() -> assertThat(sidecar.unlocked).containsExactly("r"));
    }
  }

  @Test
  void a_loss_is_told_on_a_thread_of_its_own() {
    var teller = new CompletableFuture<Thread>();
    try (var client = sidecar.client().build()) {
      var lock = client.locks("l").tryLock("r").orElseThrow();
      lock.onLost(reason -> teller.complete(Thread.currentThread()));
    }

    assertThat(teller)
        .succeedsWithin(LIMIT)
        .satisfies(thread -> assertThat(thread.isDaemon()).isTrue())
        .extracting(Thread::getName)
        .isEqualTo("outrigger-lock-lost");
  }

  /** Fails from a call on. */
  private static Supplier<Map<String, String>> failingAfter(int calls) {
    var asked = new AtomicInteger();
    return () -> {
      if (asked.incrementAndGet() > calls) {
        throw new IllegalStateException("no context");
      }
      return Map.of();
    };
  }
}
