package io.outrigger.testkit.lock;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.spi.lock.LockStatus;
import io.outrigger.testkit.AwkwardText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Locks that are given back. */
abstract class UnlockingGroup extends LockGroup {

  UnlockingGroup(LockStoreConformance suite) {
    super(suite);
  }

  @Test
  void unlock_by_the_owner_is_done() {
    assertThat(locks().unlock(held("owner"), "owner")).isEqualTo(LockStatus.DONE);
  }

  @Test
  void unlock_of_what_was_never_held_says_so() {
    assertThat(locks().unlock(locks().resource("never"), "owner")).isEqualTo(LockStatus.NOT_HELD);
  }

  @Test
  void a_second_unlock_finds_nothing_held() {
    var resource = held("owner");
    locks().unlock(resource, "owner");

    assertThat(locks().unlock(resource, "owner")).isEqualTo(LockStatus.NOT_HELD);
  }

  @Test
  void unlock_by_another_owner_is_refused() {
    assertThat(locks().unlock(held("owner"), "other")).isEqualTo(LockStatus.HELD_BY_ANOTHER);
  }

  @Test
  void a_refused_unlock_leaves_the_lock() {
    var resource = held("owner");
    locks().unlock(resource, "other");

    assertThat(locks().isTaken(resource, "other", LONG)).isFalse();
  }

  @Test
  void a_lock_that_was_given_back_goes_to_another() {
    var resource = held("owner");
    locks().unlock(resource, "owner");

    assertThat(locks().isTaken(resource, "other", LONG)).isTrue();
  }

  @Test
  void a_lock_that_was_given_back_goes_to_its_last_owner_again() {
    var resource = held("owner");
    locks().unlock(resource, "owner");

    assertThat(locks().isTaken(resource, "owner", LONG)).isTrue();
  }

  @Test
  void unlock_by_the_last_owner_is_refused_once_another_holds_it() {
    var resource = held("owner");
    locks().unlock(resource, "owner");
    locks().take(resource, "other", LONG);

    assertThat(locks().unlock(resource, "owner")).isEqualTo(LockStatus.HELD_BY_ANOTHER);
  }

  @Test
  void unlock_leaves_other_locks_of_the_owner() {
    var resource = held("owner");
    var another = locks().resource("another");
    locks().take(another, "owner", LONG);
    locks().unlock(another, "owner");

    assertThat(locks().isTaken(resource, "other", LONG)).isFalse();
  }

  @Test
  void owners_whose_names_differ_in_case_are_two() {
    assertThat(locks().unlock(held("owner"), "OWNER")).isEqualTo(LockStatus.HELD_BY_ANOTHER);
  }

  @ParameterizedTest
  @EnumSource
  void an_owner_of_any_name_is_known_again(AwkwardText owner) {
    assertThat(locks().unlock(held(owner.text()), owner.text())).isEqualTo(LockStatus.DONE);
  }
}
