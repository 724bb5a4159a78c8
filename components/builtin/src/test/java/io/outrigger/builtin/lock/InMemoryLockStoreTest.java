package io.outrigger.builtin.lock;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.spi.Call;
import io.outrigger.spi.lock.LockStatus;
import io.outrigger.testkit.Outcome;
import io.outrigger.testkit.TestContext;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the conformance suite does not ask: leases to the millisecond, memory, tokens. */
final class InMemoryLockStoreTest {

  private static final Call CALL = Call.within(Duration.ofMinutes(1));
  private static final Duration LEASE = Duration.ofSeconds(10);
  private static final Duration ENDLESS = Duration.ofSeconds(Long.MAX_VALUE, 999_999_999);

  private final TestContext context = new TestContext();
  private final InMemoryLockStore store = new InMemoryLockStore(context);

  @BeforeEach
  void start() {
    Outcome.done(store::start);
  }

  @Test
  void a_lock_is_held_until_the_last_millisecond_of_its_lease() {
    tryLock("resource", "owner", LEASE);
    context.clock().advance(LEASE.minusMillis(1));

    assertThat(tryLock("resource", "other", LEASE)).isFalse();
  }

  @Test
  void a_lock_is_free_at_the_end_of_its_lease() {
    tryLock("resource", "owner", LEASE);
    context.clock().advance(LEASE);

    assertThat(tryLock("resource", "other", LEASE)).isTrue();
  }

  @Test
  void unlock_at_the_end_of_the_lease_finds_nothing_held() {
    tryLock("resource", "owner", LEASE);
    context.clock().advance(LEASE);

    assertThat(unlock("resource", "owner")).isEqualTo(LockStatus.NOT_HELD);
  }

  @Test
  void renewal_at_the_end_of_the_lease_finds_nothing_held() {
    tryLock("resource", "owner", LEASE);
    context.clock().advance(LEASE);

    assertThat(renew("resource", "owner", LEASE)).isEqualTo(LockStatus.NOT_HELD);
  }

  @Test
  void renewal_in_the_last_millisecond_is_done() {
    tryLock("resource", "owner", LEASE);
    context.clock().advance(LEASE.minusMillis(1));

    assertThat(renew("resource", "owner", LEASE)).isEqualTo(LockStatus.DONE);
  }

  @Test
  void a_lease_is_rounded_up_to_milliseconds() {
    tryLock("resource", "owner", Duration.ofNanos(1));

    assertThat(tryLock("resource", "other", LEASE)).isFalse();
  }

  @Test
  void a_lease_beyond_all_calendars_is_held() {
    tryLock("resource", "owner", ENDLESS);
    context.clock().advance(Duration.ofDays(365_000));

    assertThat(tryLock("resource", "other", LEASE)).isFalse();
  }

  @Test
  void a_lease_can_be_renewed_beyond_all_calendars() {
    tryLock("resource", "owner", LEASE);
    renew("resource", "owner", ENDLESS);
    context.clock().advance(Duration.ofDays(365_000));

    assertThat(unlock("resource", "owner")).isEqualTo(LockStatus.DONE);
  }

  @Test
  void a_lock_that_was_given_back_frees_its_memory() {
    tryLock("resource", "owner", LEASE);
    unlock("resource", "owner");

    assertThat(context.meters().level("locks")).isZero();
  }

  @Test
  void a_lease_that_has_ended_stays_in_memory_until_the_sweep() {
    tryLock("resource", "owner", LEASE);
    context.clock().advance(LEASE);

    assertThat(context.meters().level("locks")).isEqualTo(1);
  }

  @Test
  void a_sweep_frees_the_leases_that_have_ended() {
    IntStream.range(0, 1000).forEach(i -> tryLock("resource-" + i, "owner", LEASE));
    context.clock().advance(LEASE);
    context.runPeriodicTasks();

    assertThat(context.meters().level("locks")).isZero();
  }

  @Test
  void a_sweep_leaves_the_leases_that_have_not_ended() {
    tryLock("soon", "owner", LEASE);
    tryLock("later", "owner", LEASE.plusMillis(1));
    context.clock().advance(LEASE);
    context.runPeriodicTasks();

    assertThat(unlock("later", "owner")).isEqualTo(LockStatus.DONE);
  }

  @Test
  void a_sweep_leaves_a_lock_that_was_renewed() {
    tryLock("resource", "owner", LEASE);
    renew("resource", "owner", LEASE.multipliedBy(2));
    context.clock().advance(LEASE);
    context.runPeriodicTasks();

    assertThat(unlock("resource", "owner")).isEqualTo(LockStatus.DONE);
  }

  @Test
  void a_sweep_leaves_the_next_owner() {
    tryLock("resource", "owner", LEASE);
    context.clock().advance(LEASE);
    tryLock("resource", "other", LEASE);
    context.runPeriodicTasks();

    assertThat(unlock("resource", "other")).isEqualTo(LockStatus.DONE);
  }

  @Test
  void the_end_forgets_every_lock() {
    tryLock("resource", "owner", LEASE);
    Outcome.done(store::close);

    assertThat(context.meters().level("locks")).isZero();
  }

  @Test
  void tokens_grow_over_all_resources_while_the_clock_stands_still() {
    var tokens = IntStream.range(0, 100).mapToObj(i -> token("resource-" + i)).toList();

    assertThat(tokens).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void tokens_grow_when_the_clock_is_set_back() {
    long before = token("before");
    context.clock().advance(Duration.ofDays(-1));

    assertThat(token("after")).isGreaterThan(before);
  }

  @Test
  void a_token_is_exact_as_a_floating_point_number() {
    assertThat(token("resource")).isLessThan(1L << 53);
  }

  private boolean tryLock(String resource, String owner, Duration lease) {
    return Outcome.valueOf(() -> store.tryLock(CALL, resource, owner, lease)).acquired();
  }

  private long token(String resource) {
    return Outcome.valueOf(() -> store.tryLock(CALL, resource, "owner", LEASE))
        .fencingToken()
        .orElseThrow();
  }

  private LockStatus unlock(String resource, String owner) {
    return Outcome.valueOf(() -> store.unlock(CALL, resource, owner));
  }

  private LockStatus renew(String resource, String owner, Duration lease) {
    return Outcome.valueOf(() -> store.renew(CALL, resource, owner, lease));
  }
}
