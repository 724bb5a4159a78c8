package io.outrigger.testkit.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.outrigger.spi.Kind;
import io.outrigger.spi.lock.LockStore;
import io.outrigger.testkit.ComponentConformance;
import io.outrigger.testkit.Seed;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * What every lock store has to do: the assertions of Dapr's conformance suite ("lock" 1 to 7), the
 * meaning that Layotto's API gives to the answers, and what renewal and fencing tokens add.
 *
 * <p>Each test uses resources of its own, so that a store may share its backend with others. What a
 * store does with a call that is cancelled or expired already is not asserted: it may refuse it or
 * serve it, since the runtime ends such a call whatever the store does.
 */
public abstract class LockStoreConformance extends ComponentConformance<LockStore> {

  private static final int RANDOM_STEPS = 2000;

  private @Nullable LockFixture locks;

  /**
   * The optional abilities, such as {@link LockStore.Renewable}, that the store should have. Their
   * groups of tests are skipped for a store that lacks them; one test asserts that it has exactly
   * these.
   */
  protected abstract Set<Class<? extends LockStore>> expectedAbilities();

  /** True when the store gives a fencing token with each lock; else it must give none. */
  protected boolean givesFencingTokens() {
    return true;
  }

  /**
   * True when the backend decides by its own clock when a lease ends, so that the tests have to
   * wait; else they move the clock of the context.
   */
  protected boolean keepsTimeInBackend() {
    return false;
  }

  @Override
  protected final Kind<LockStore> kind() {
    return LockStore.KIND;
  }

  /** A started store. */
  final LockFixture locks() {
    if (locks == null) {
      locks = new LockFixture(started());
    }
    return locks;
  }

  /** The same resources in a store that is started after the one before has been closed. */
  final LockFixture locksAfterRestart() {
    var before = locks();
    before.close();
    advanceTime(Duration.ofSeconds(1));
    locks = before.in(started());
    return locks;
  }

  /** Lets time pass for the store. */
  final void advanceTime(Duration duration) {
    if (keepsTimeInBackend()) {
      await().pollDelay(duration).atMost(duration.plusSeconds(10)).until(() -> true);
      return;
    }
    context().clock().advance(duration);
  }

  @Test
  void it_has_the_abilities_that_are_expected_of_it() {
    var store = create();
    var abilities =
        Stream.<Class<? extends LockStore>>of(LockStore.Renewable.class)
            .filter(ability -> ability.isInstance(store));

    assertThat(abilities).containsExactlyInAnyOrderElementsOf(expectedAbilities());
  }

  @Test
  @DisplayName("locks against a model")
  void locks_against_a_model() {
    Seed.run(random -> {
      var clock = keepsTimeInBackend() ? null : context().clock();
      new LocksAgainstModel(locks(), clock, random).run(RANDOM_STEPS);
    });
  }

  @Nested
  final class Taking extends TakingGroup {
    Taking() {
      super(LockStoreConformance.this);
    }
  }

  @Nested
  final class Unlocking extends UnlockingGroup {
    Unlocking() {
      super(LockStoreConformance.this);
    }
  }

  @Nested
  final class Expiry extends ExpiryGroup {
    Expiry() {
      super(LockStoreConformance.this);
    }
  }

  @Nested
  final class Renewal extends RenewalGroup {
    Renewal() {
      super(LockStoreConformance.this);
    }
  }

  @Nested
  final class FencingTokens extends FencingGroup {
    FencingTokens() {
      super(LockStoreConformance.this);
    }
  }

  @Nested
  final class ManyThreads extends ContentionGroup {
    ManyThreads() {
      super(LockStoreConformance.this);
    }
  }
}
