package io.outrigger.testkit.lock;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.spi.lock.LockStore;
import io.outrigger.testkit.FakeClock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Does the same random things to a store and to a model, and compares what the two answer. */
final class LocksAgainstModel {

  private static final List<String> OWNERS = List.of("ann", "bob", "cid");
  private static final int RESOURCES = 3;

  private final LockFixture locks;
  private final @Nullable FakeClock clock;
  private final RandomGenerator random;
  private final LockModel model;
  private final List<String> resources;
  private final List<Runnable> moves = new ArrayList<>();

  /** A run in which leases end only when there is a clock to move. */
  LocksAgainstModel(LockFixture locks, @Nullable FakeClock clock, RandomGenerator random) {
    this.locks = locks;
    this.clock = clock;
    this.random = random;
    this.model = new LockModel(clock == null ? InstantSource.system() : clock);
    this.resources =
        IntStream.range(0, RESOURCES).mapToObj(i -> locks.resource("random-" + i)).toList();
    moves.add(this::tryLock);
    moves.add(this::unlock);
    if (clock != null) {
      moves.add(() -> clock.advance(Duration.ofSeconds(random.nextInt(3))));
    }
    if (locks.has(LockStore.Renewable.class)) {
      moves.add(this::renew);
    }
  }

  void run(int steps) {
    for (int step = 1; step <= steps; step++) {
      try {
        pick(moves).run();
      } catch (AssertionError e) {
        throw new AssertionError("step " + step + ": " + e.getMessage(), e);
      }
    }
  }

  private void tryLock() {
    var resource = pick(resources);
    var owner = pick(OWNERS);
    var lease = randomLease();
    var acquisition = locks.tryLock(resource, owner, lease);

    assertThat(acquisition.acquired())
        .as("tryLock of %s by %s for %s", resource, owner, lease)
        .isEqualTo(model.tryLock(resource, owner, lease));
    model.checkToken(resource, acquisition);
  }

  private void unlock() {
    var resource = pick(resources);
    var owner = pick(OWNERS);

    assertThat(locks.unlock(resource, owner))
        .as("unlock of %s by %s", resource, owner)
        .isEqualTo(model.unlock(resource, owner));
  }

  private void renew() {
    var resource = pick(resources);
    var owner = pick(OWNERS);
    var lease = randomLease();

    assertThat(locks.renew(resource, owner, lease))
        .as("renewal of %s by %s for %s", resource, owner, lease)
        .isEqualTo(model.renew(resource, owner, lease));
  }

  /**
   * Never a whole number of seconds as the steps of the clock are, so that nothing happens at the
   * very moment at which a lease ends.
   */
  private Duration randomLease() {
    return clock == null
        ? Duration.ofHours(1)
        : Duration.ofMillis(500).plusSeconds(random.nextInt(5));
  }

  private <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
