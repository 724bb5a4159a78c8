package io.outrigger.testkit.lock;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.spi.lock.LockStatus;
import io.outrigger.testkit.AwkwardText;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Attempts to take a lock. */
abstract class TakingGroup extends LockGroup {

  TakingGroup(LockStoreConformance suite) {
    super(suite);
  }

  @Test
  void a_free_lock_is_taken() {
    assertThat(locks().isTaken(locks().resource("free"), "owner", LONG)).isTrue();
  }

  @Test
  void another_resource_is_another_lock() {
    held("owner");

    assertThat(locks().isTaken(locks().resource("another"), "other", LONG)).isTrue();
  }

  @Test
  void one_owner_may_hold_many_locks() {
    held("owner");

    assertThat(locks().isTaken(locks().resource("another"), "owner", LONG)).isTrue();
  }

  @Test
  void a_lock_that_is_held_is_refused_to_another() {
    var resource = held("owner");

    assertThat(locks().isTaken(resource, "other", LONG)).isFalse();
  }

  @Test
  void a_lock_that_is_held_is_refused_to_its_owner() {
    var resource = held("owner");

    assertThat(locks().isTaken(resource, "owner", LONG)).isFalse();
  }

  @Test
  void a_refused_attempt_leaves_the_owner() {
    var resource = held("owner");
    locks().tryLock(resource, "other", LONG);

    assertThat(locks().unlock(resource, "owner")).isEqualTo(LockStatus.DONE);
  }

  @Test
  void an_attempt_of_the_owner_leaves_it_the_lock() {
    var resource = held("owner");
    locks().tryLock(resource, "owner", LONG);

    assertThat(locks().isTaken(resource, "other", LONG)).isFalse();
  }

  @Test
  void a_lock_can_be_taken_for_the_longest_lease_there_is() {
    assertThat(locks().isTaken(locks().resource("longest"), "owner", LONGEST)).isTrue();
  }

  @Test
  void a_lock_of_the_longest_lease_is_held() {
    var resource = locks().resource("longest");
    locks().take(resource, "owner", LONGEST);

    assertThat(locks().isTaken(resource, "other", LONG)).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void a_resource_of_any_name_can_be_locked(AwkwardText sample) {
    var resource = locks().resource(sample.text());
    locks().take(resource, "owner", LONG);

    assertThat(locks().unlock(resource, "owner")).isEqualTo(LockStatus.DONE);
  }

  @Test
  void no_two_names_mean_one_resource() {
    var taken =
        Arrays.stream(AwkwardText.values())
            .map(sample -> locks().isTaken(locks().resource(sample.text()), "owner", LONG));

    assertThat(taken).containsOnly(true);
  }

  @Test
  void resources_whose_names_differ_in_case_are_two() {
    locks().take(locks().resource("case"), "owner", LONG);

    assertThat(locks().isTaken(locks().resource("CASE"), "owner", LONG)).isTrue();
  }
}
