package io.outrigger.testkit.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.spi.Bytes;
import io.outrigger.spi.ErrorCode;
import io.outrigger.spi.state.Concurrency;
import io.outrigger.spi.state.Consistency;
import io.outrigger.spi.state.DeleteRequest;
import io.outrigger.spi.state.SetRequest;
import io.outrigger.spi.state.StateOperation;
import io.outrigger.spi.state.StateStore;
import io.outrigger.spi.state.WriteFailure;
import io.outrigger.spi.state.WriteOptions;
import io.outrigger.testkit.FakeClock;
import io.outrigger.testkit.Outcome;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Does the same random things to a store and to a map, and compares the two after each. */
final class StateAgainstMap {

  private static final int KEYS = 5;
  private static final int MOST_OPERATIONS = 4;

  private final StateFixture state;
  private final @Nullable FakeClock clock;
  private final RandomGenerator random;
  private final StateModel model;
  private final List<String> keys;
  private final List<Runnable> moves = new ArrayList<>();

  /** A run in which values expire only when there is a clock to move. */
  StateAgainstMap(StateFixture state, @Nullable FakeClock clock, RandomGenerator random) {
    this.state = state;
    this.clock = clock;
    this.random = random;
    this.model = new StateModel(clock == null ? InstantSource.system() : clock);
    this.keys = IntStream.range(0, KEYS).mapToObj(i -> state.key("random-" + i)).toList();
    moves.add(this::writeOne);
    if (clock != null) {
      moves.add(() -> clock.advance(Duration.ofSeconds(random.nextInt(3))));
    }
    if (state.has(StateStore.Bulk.class)) {
      moves.addAll(List.of(this::readMany, this::writeMany, this::deleteMany));
    }
    if (state.has(StateStore.Transactional.class)) {
      moves.add(this::transact);
    }
  }

  void run(int steps) {
    for (int step = 1; step <= steps; step++) {
      try {
        pick(moves).run();
        keys.forEach(key -> model.check(key, state.get(key)));
      } catch (AssertionError e) {
        throw new AssertionError("step " + step + ": " + e.getMessage(), e);
      }
    }
  }

  private void writeOne() {
    var operation = random.nextInt(3) == 0 ? deletion(randomKey(), true) : write(randomKey(), true);
    compare(operation.toString(), state.attempt(operation), model.apply(operation));
  }

  private void readMany() {
    var asked = randomKeys().toArray(String[]::new);
    var results = state.getAll(asked);
    assertThat(results).hasSameSizeAs(asked);
    for (int i = 0; i < asked.length; i++) {
      assertThat(results.get(i).key()).isEqualTo(asked[i]);
      model.check(asked[i], results.get(i).value());
    }
  }

  private void writeMany() {
    var seen = new HashSet<String>();
    var writes = randomKeys().map(key -> write(key, seen.add(key))).toArray(SetRequest[]::new);
    compareFailures(state.setAll(writes), refused(writes));
  }

  private void deleteMany() {
    var seen = new HashSet<String>();
    var deletions =
        randomKeys().map(key -> deletion(key, seen.add(key))).toArray(DeleteRequest[]::new);
    compareFailures(state.deleteAll(deletions), refused(deletions));
  }

  private void transact() {
    var operations = randomOperations();
    var outcome = state.attemptAll(operations.toArray(StateOperation[]::new));
    compare(operations.toString(), outcome, model.applyAll(operations));
  }

  private List<StateOperation> randomOperations() {
    Set<String> seen = new HashSet<>();
    return randomKeys()
        .<StateOperation>map(
            key -> random.nextBoolean() ? write(key, seen.add(key)) : deletion(key, seen.add(key)))
        .toList();
  }

  private static void compare(String what, Outcome<Void> outcome, boolean allowed) {
    assertThat(allowed ? outcome.succeeded() : outcome.failedWith(ErrorCode.ETAG_MISMATCH))
        .as("%s %s (expected: %s)", what, outcome, allowed ? "success" : "ETAG_MISMATCH")
        .isTrue();
  }

  private List<String> refused(StateOperation... operations) {
    return Stream.of(operations)
        .filter(operation -> !model.apply(operation))
        .map(StateOperation::key)
        .toList();
  }

  private static void compareFailures(List<WriteFailure> failures, List<String> refused) {
    assertThat(failures)
        .allMatch(failure -> failure.failure().code() == ErrorCode.ETAG_MISMATCH)
        .extracting(WriteFailure::key)
        .containsExactlyInAnyOrderElementsOf(refused);
  }

  private SetRequest write(String key, boolean mayHaveEtag) {
    var value = Bytes.utf8("value " + random.nextInt(1000));
    var write = SetRequest.of(key, value, options(key, mayHaveEtag));
    if (clock == null || random.nextInt(3) > 0) {
      return write;
    }
    // Never a whole number of seconds as the steps of the clock are, so that no read is made at the
    // very moment of an expiry.
    return write.withTtl(
        random.nextInt(8) == 0 ? Duration.ZERO : Duration.ofMillis(500 + 1000 * random.nextInt(4)));
  }

  private DeleteRequest deletion(String key, boolean mayHaveEtag) {
    return DeleteRequest.of(key, options(key, mayHaveEtag));
  }

  private WriteOptions options(String key, boolean mayHaveEtag) {
    var concurrency = pick(List.of(Concurrency.values()));
    var etag = mayHaveEtag && random.nextBoolean() ? randomEtag(key) : "";
    return new WriteOptions(etag, concurrency, Consistency.UNSPECIFIED);
  }

  /** More often than not the last etag that the key had; none if it never had one. */
  private String randomEtag(String key) {
    var etags = model.etags(key);
    if (etags.isEmpty()) {
      return "";
    }
    return random.nextInt(3) > 0 ? etags.getLast() : pick(etags);
  }

  private Stream<String> randomKeys() {
    return Stream.generate(this::randomKey).limit(random.nextInt(MOST_OPERATIONS + 1));
  }

  private String randomKey() {
    return pick(keys);
  }

  private <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
