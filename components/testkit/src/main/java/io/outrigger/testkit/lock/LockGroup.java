package io.outrigger.testkit.lock;

import static org.awaitility.Awaitility.await;

import io.outrigger.spi.lock.LockStatus;
import io.outrigger.spi.lock.LockStore;
import java.time.Duration;
import org.junit.jupiter.api.Assumptions;

/** A group of the suite's tests. */
abstract class LockGroup {

  /** A lease that no test outlives. */
  static final Duration LONG = Duration.ofHours(1);

  /** A lease to outlive: long enough for a store that counts in seconds and cuts off the rest. */
  static final Duration SHORT = Duration.ofSeconds(2);

  static final Duration MORE_THAN_SHORT = Duration.ofMillis(2100);

  /** The longest lease that the APIs can ask for. */
  static final Duration LONGEST = Duration.ofSeconds(Integer.MAX_VALUE);

  /** How much later than its time a lease may end. */
  private static final Duration DELAY = Duration.ofSeconds(3);

  private final LockStoreConformance suite;

  LockGroup(LockStoreConformance suite) {
    this.suite = suite;
  }

  final LockStoreConformance suite() {
    return suite;
  }

  final LockFixture locks() {
    return suite.locks();
  }

  final void skipWithout(Class<? extends LockStore> ability) {
    Assumptions.assumeTrue(
        suite.expectedAbilities().contains(ability), "the store does not have the ability");
  }

  /** A resource that nobody else uses and that {@code owner} holds for a long time. */
  final String held(String owner) {
    var resource = locks().resource("held");
    locks().take(resource, owner, LONG);
    return resource;
  }

  /** A resource that {@code owner} held until its lease ended. */
  final String expired(String owner) {
    var resource = locks().resource("expired");
    locks().take(resource, owner, SHORT);
    suite.advanceTime(MORE_THAN_SHORT);
    awaitEnd(resource);
    return resource;
  }

  /** Waits until nobody holds the resource; asks as somebody who never does. */
  final void awaitEnd(String resource) {
    await()
        .pollDelay(Duration.ZERO)
        .atMost(DELAY)
        .until(() -> locks().unlock(resource, "nobody") == LockStatus.NOT_HELD);
  }
}
