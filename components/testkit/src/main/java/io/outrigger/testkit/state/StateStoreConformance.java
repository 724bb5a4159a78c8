package io.outrigger.testkit.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.outrigger.spi.ErrorCode;
import io.outrigger.spi.Kind;
import io.outrigger.spi.state.StateStore;
import io.outrigger.testkit.ComponentConformance;
import io.outrigger.testkit.Seed;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * What every state store has to do: the assertions of Dapr's conformance suite ("state" 1 to 3, 6
 * to 14) in terms of bytes, and the meaning that Layotto's API gives to etags and options.
 *
 * <p>Each test uses keys of its own, so that a store may share its backend with others. What a
 * store does with a call that is cancelled or expired already is not asserted: it may refuse it or
 * serve it, since the runtime ends such a call whatever the store does.
 */
public abstract class StateStoreConformance extends ComponentConformance<StateStore> {

  private static final int RANDOM_STEPS = 1000;

  private @Nullable StateFixture state;

  /**
   * The optional abilities, such as {@link StateStore.Bulk}, that the store should have. Their
   * groups of tests are skipped for a store that lacks them; one test asserts that it has exactly
   * these.
   */
  protected abstract Set<Class<? extends StateStore>> expectedAbilities();

  /**
   * True when the backend decides by its own clock when a value expires, so that the tests have to
   * wait; else they move the clock of the context.
   */
  protected boolean keepsTimeInBackend() {
    return false;
  }

  /** True when a read tells in its metadata when the value expires. */
  protected boolean tellsExpiry() {
    return true;
  }

  /** An etag that the store could never have given out. */
  protected String malformedEtag() {
    return "not an etag";
  }

  /**
   * What the store answers to a malformed etag: {@link ErrorCode#ETAG_MISMATCH} if it cannot tell
   * one from another, as when its etags are any text.
   */
  protected ErrorCode malformedEtagCode() {
    return ErrorCode.ETAG_INVALID;
  }

  @Override
  protected final Kind<StateStore> kind() {
    return StateStore.KIND;
  }

  /** A started store. */
  final StateFixture state() {
    if (state == null) {
      state = new StateFixture(started());
    }
    return state;
  }

  /** The time that the store goes by, more or less. */
  final Instant now() {
    return context().clock().instant();
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
        Stream.of(StateStore.Bulk.class, StateStore.Transactional.class)
            .filter(ability -> ability.isInstance(store));

    assertThat(abilities).containsExactlyInAnyOrderElementsOf(expectedAbilities());
  }

  @Test
  @DisplayName("state against a map")
  void state_against_a_map() {
    Seed.run(random -> {
      var clock = keepsTimeInBackend() ? null : context().clock();
      new StateAgainstMap(state(), clock, random).run(RANDOM_STEPS);
    });
  }

  @Nested
  final class Values extends ValueGroup {
    Values() {
      super(StateStoreConformance.this);
    }
  }

  @Nested
  final class Deletions extends DeletionGroup {
    Deletions() {
      super(StateStoreConformance.this);
    }
  }

  @Nested
  final class Etags extends EtagGroup {
    Etags() {
      super(StateStoreConformance.this);
    }
  }

  @Nested
  final class Expiry extends ExpiryGroup {
    Expiry() {
      super(StateStoreConformance.this);
    }
  }

  @Nested
  final class InBulk extends BulkGroup {
    InBulk() {
      super(StateStoreConformance.this);
    }
  }

  @Nested
  final class Transactions extends TransactionGroup {
    Transactions() {
      super(StateStoreConformance.this);
    }
  }

  @Nested
  final class ManyThreads extends ConcurrencyGroup {
    ManyThreads() {
      super(StateStoreConformance.this);
    }
  }
}
