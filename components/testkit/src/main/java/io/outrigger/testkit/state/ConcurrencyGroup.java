package io.outrigger.testkit.state;

import static io.outrigger.testkit.state.StateFixture.writing;
import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.spi.ErrorCode;
import io.outrigger.spi.state.StateOperation;
import io.outrigger.spi.state.StateStore;
import io.outrigger.spi.state.WriteOptions;
import io.outrigger.testkit.Outcome;
import io.outrigger.testkit.Parallel;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Writes of many threads at once: for a time and not for a number, so that fast stores do many. */
abstract class ConcurrencyGroup extends StateGroup {

  private static final int THREADS = 8;
  private static final Duration TIME = Duration.ofMillis(300);

  ConcurrencyGroup(StateStoreConformance suite) {
    super(suite);
  }

  @Test
  void no_increment_with_etags_is_lost() {
    var key = state().key("counter");
    state().set(key, "0");
    int made = countInParallel(() -> tookPlace(() -> state().attempt(increment(key))));

    assertThat(state().text(key)).isEqualTo(String.valueOf(made));
  }

  @Test
  void no_transaction_with_etags_is_lost() {
    skipWithout(StateStore.Transactional.class);
    var first = state().key("first");
    var second = state().key("second");
    state().set(first, "0");
    state().set(second, "0");
    int made =
        countInParallel(
            () -> tookPlace(() -> state().attemptAll(increment(first), increment(second))));

    assertThat(state().text(first) + " and " + state().text(second))
        .isEqualTo("%1$d and %1$d", made);
  }

  @Test
  void exactly_one_of_many_first_writes_wins() {
    var write = writing(state().key("first"), "value", WriteOptions.ifAbsent());
    var wins = Parallel.run(THREADS, thread -> () -> tookPlace(() -> state().attempt(write)));

    assertThat(wins).containsOnlyOnce(true);
  }

  @Test
  void only_one_thread_at_a_time_holds_a_key_by_first_write() {
    var key = state().key("lock");
    var holders = new AtomicInteger();
    int most =
        Parallel.run(THREADS, thread -> () -> mostHolders(key, holders)).stream()
            .reduce(0, Math::max);

    assertThat(most).isEqualTo(1);
  }

  /** The most threads that ever held the key together, as far as this one saw. */
  private int mostHolders(String key, AtomicInteger holders) {
    var write = writing(key, "value", WriteOptions.ifAbsent());
    int most = 0;
    for (long start = System.nanoTime(); !isOver(start); ) {
      if (tookPlace(() -> state().attempt(write))) {
        most = Math.max(most, holders.incrementAndGet());
        holders.decrementAndGet();
        state().delete(key);
      }
    }
    return most;
  }

  private StateOperation increment(String key) {
    var value = state().get(key);
    int next = Integer.parseInt(value.data().toUtf8()) + 1;
    return writing(key, String.valueOf(next), WriteOptions.ifEtag(value.etag()));
  }

  /** How often a change took place in all threads together. */
  private static int countInParallel(BooleanSupplier change) {
    return Parallel.run(THREADS, thread -> () -> count(change)).stream()
        .mapToInt(Integer::intValue)
        .sum();
  }

  private static int count(BooleanSupplier change) {
    int count = 0;
    for (long start = System.nanoTime(); !isOver(start); ) {
      count += change.getAsBoolean() ? 1 : 0;
    }
    return count;
  }

  private static boolean isOver(long startNanos) {
    return System.nanoTime() - startNanos > TIME.toNanos();
  }

  /** False when another thread came first; any other failure fails the test. */
  private static boolean tookPlace(Supplier<Outcome<Void>> change) {
    var outcome = change.get();
    if (outcome.succeeded()) {
      return true;
    }
    if (outcome.failedWith(ErrorCode.ETAG_MISMATCH) || outcome.failedWith(ErrorCode.ABORTED)) {
      return false;
    }
    throw new AssertionError(
        "the change " + outcome + " (expected: success, ETAG_MISMATCH or ABORTED)");
  }
}
