package io.outrigger.testkit.lock;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.spi.lock.LockStatus;
import io.outrigger.spi.lock.LockStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Leases that are made longer. */
abstract class RenewalGroup extends LockGroup {

  RenewalGroup(LockStoreConformance suite) {
    super(suite);
  }

  @BeforeEach
  final void skipWithoutRenewal() {
    skipWithout(LockStore.Renewable.class);
  }

  @Test
  void renewal_by_the_owner_is_done() {
    assertThat(locks().renew(held("owner"), "owner", LONG)).isEqualTo(LockStatus.DONE);
  }

  @Test
  void a_lock_is_held_until_its_renewed_lease_ends() {
    var resource = locks().resource("renewed");
    locks().take(resource, "owner", SHORT);
    locks().renew(resource, "owner", LONG);
    suite().advanceTime(MORE_THAN_SHORT);

    assertThat(locks().isTaken(resource, "other", LONG)).isFalse();
  }

  @Test
  void a_renewed_lease_begins_at_the_renewal() {
    var resource = held("owner");
    locks().renew(resource, "owner", SHORT);
    suite().advanceTime(MORE_THAN_SHORT);

    awaitEnd(resource);
  }

  @Test
  void a_lock_can_be_renewed_again_and_again() {
    var resource = held("owner");
    locks().renew(resource, "owner", SHORT);
    locks().renew(resource, "owner", LONG);
    suite().advanceTime(MORE_THAN_SHORT);

    assertThat(locks().renew(resource, "owner", LONG)).isEqualTo(LockStatus.DONE);
  }

  @Test
  void a_lock_can_be_renewed_for_the_longest_lease_there_is() {
    var resource = held("owner");
    locks().renew(resource, "owner", LONGEST);

    assertThat(locks().isTaken(resource, "other", LONG)).isFalse();
  }

  @Test
  void a_renewed_lock_can_be_given_back() {
    var resource = held("owner");
    locks().renew(resource, "owner", LONG);
    locks().unlock(resource, "owner");

    assertThat(locks().isTaken(resource, "other", LONG)).isTrue();
  }

  @Test
  void renewal_by_another_owner_is_refused() {
    assertThat(locks().renew(held("owner"), "other", LONG)).isEqualTo(LockStatus.HELD_BY_ANOTHER);
  }

  @Test
  void a_refused_renewal_leaves_the_lease() {
    var resource = locks().resource("refused");
    locks().take(resource, "owner", SHORT);
    locks().renew(resource, "other", LONG);
    suite().advanceTime(MORE_THAN_SHORT);

    awaitEnd(resource);
  }

  @Test
  void renewal_of_what_was_never_held_says_so() {
    assertThat(locks().renew(locks().resource("never"), "owner", LONG))
        .isEqualTo(LockStatus.NOT_HELD);
  }

  @Test
  void renewal_does_not_take_a_free_lock() {
    var resource = locks().resource("free");
    locks().renew(resource, "owner", LONG);

    assertThat(locks().isTaken(resource, "other", LONG)).isTrue();
  }

  @Test
  void renewal_of_what_was_given_back_finds_nothing_held() {
    var resource = held("owner");
    locks().unlock(resource, "owner");

    assertThat(locks().renew(resource, "owner", LONG)).isEqualTo(LockStatus.NOT_HELD);
  }

  @Test
  void renewal_after_the_lease_finds_nothing_held() {
    assertThat(locks().renew(expired("owner"), "owner", LONG)).isEqualTo(LockStatus.NOT_HELD);
  }

  @Test
  void renewal_after_the_lease_does_not_bring_it_back() {
    var resource = expired("owner");
    locks().renew(resource, "owner", LONG);

    assertThat(locks().isTaken(resource, "other", LONG)).isTrue();
  }

  @Test
  void renewal_after_the_lease_is_refused_once_another_holds_it() {
    var resource = expired("owner");
    locks().take(resource, "other", LONG);

    assertThat(locks().renew(resource, "owner", LONG)).isEqualTo(LockStatus.HELD_BY_ANOTHER);
  }
}
