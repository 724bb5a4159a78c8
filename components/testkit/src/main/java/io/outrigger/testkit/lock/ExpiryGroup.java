package io.outrigger.testkit.lock;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.spi.lock.LockStatus;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Leases that end. */
abstract class ExpiryGroup extends LockGroup {

  ExpiryGroup(LockStoreConformance suite) {
    super(suite);
  }

  @Test
  void a_lock_is_held_until_its_lease_ends() {
    var resource = locks().resource("before");
    locks().take(resource, "owner", SHORT);

    assertThat(locks().isTaken(resource, "other", LONG)).isFalse();
  }

  @Test
  void a_lease_is_not_cut_to_whole_seconds() {
    var resource = locks().resource("fraction");
    locks().take(resource, "owner", Duration.ofMillis(2900));
    suite().advanceTime(MORE_THAN_SHORT);

    assertThat(locks().isTaken(resource, "other", LONG)).isFalse();
  }

  @Test
  void another_gets_the_lock_after_the_lease() {
    var resource = expired("owner");

    assertThat(locks().isTaken(resource, "other", LONG)).isTrue();
  }

  @Test
  void the_last_owner_gets_the_lock_after_the_lease() {
    var resource = expired("owner");

    assertThat(locks().isTaken(resource, "owner", LONG)).isTrue();
  }

  @Test
  void one_lease_outlives_the_end_of_another() {
    var resource = held("owner");
    expired("owner");

    assertThat(locks().isTaken(resource, "other", LONG)).isFalse();
  }

  @Test
  void a_refused_attempt_leaves_the_lease() {
    var resource = locks().resource("refused");
    locks().take(resource, "owner", SHORT);
    locks().tryLock(resource, "owner", LONG);
    suite().advanceTime(MORE_THAN_SHORT);

    awaitEnd(resource);
  }

  @Test
  void unlock_after_the_lease_finds_nothing_held() {
    assertThat(locks().unlock(expired("owner"), "owner")).isEqualTo(LockStatus.NOT_HELD);
  }

  @Test
  void unlock_after_the_lease_is_refused_once_another_holds_it() {
    var resource = expired("owner");
    locks().take(resource, "other", LONG);

    assertThat(locks().unlock(resource, "owner")).isEqualTo(LockStatus.HELD_BY_ANOTHER);
  }

  @Test
  void unlock_after_the_lease_leaves_the_next_owner() {
    var resource = expired("owner");
    locks().take(resource, "other", LONG);
    locks().unlock(resource, "owner");

    assertThat(locks().isTaken(resource, "owner", LONG)).isFalse();
  }

  @Test
  void the_end_of_a_lease_does_not_reach_the_next_owner() {
    var resource = locks().resource("next");
    locks().take(resource, "owner", SHORT);
    locks().unlock(resource, "owner");
    locks().take(resource, "other", LONG);
    suite().advanceTime(MORE_THAN_SHORT);

    assertThat(locks().unlock(resource, "other")).isEqualTo(LockStatus.DONE);
  }
}
