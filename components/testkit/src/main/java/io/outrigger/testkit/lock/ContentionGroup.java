package io.outrigger.testkit.lock;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.spi.lock.LockStatus;
import io.outrigger.spi.lock.LockStore;
import io.outrigger.testkit.Parallel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Many threads at one lock: for a time and not for a number, so that fast stores do many. */
abstract class ContentionGroup extends LockGroup {

  private static final int THREADS = 8;
  private static final Duration TIME = Duration.ofMillis(300);
  private static final int RESOURCES = 200;

  ContentionGroup(LockStoreConformance suite) {
    super(suite);
  }

  @Test
  void exactly_one_of_many_takes_each_free_lock() {
    var resources = resources("free");
    var taken = Parallel.run(THREADS, thread -> () -> taken(resources, "owner-" + thread));

    assertThat(taken.stream().mapToLong(Long::longValue).sum()).isEqualTo(RESOURCES);
  }

  @Test
  void exactly_one_of_many_attempts_of_one_owner_takes_each_lock() {
    var resources = resources("one-owner");
    var taken = Parallel.run(THREADS, thread -> () -> taken(resources, "owner"));

    assertThat(taken.stream().mapToLong(Long::longValue).sum()).isEqualTo(RESOURCES);
  }

  @Test
  void exactly_one_of_many_takes_a_lock_after_its_lease() {
    var resource = expired("owner");
    var taken =
        Parallel.run(THREADS, thread -> () -> locks().isTaken(resource, "owner-" + thread, LONG));

    assertThat(taken).containsOnlyOnce(true);
  }

  @Test
  void exactly_one_of_many_unlocks_is_done() {
    var resource = held("owner");
    var statuses = Parallel.run(THREADS, thread -> () -> locks().unlock(resource, "owner"));

    assertThat(statuses)
        .containsOnlyOnce(LockStatus.DONE)
        .containsOnly(LockStatus.DONE, LockStatus.NOT_HELD);
  }

  @Test
  void only_one_owner_at_a_time_holds_a_lock() {
    var resource = locks().resource("contended");
    var holders = new AtomicInteger();
    var most = Parallel.run(THREADS, thread -> () -> mostHolders(resource, thread, holders));

    assertThat(most).contains(1).allMatch(each -> each <= 1);
  }

  @Test
  void every_owner_under_contention_can_give_its_lock_back() {
    var resource = locks().resource("given-back");
    var statuses =
        Parallel.run(THREADS, thread -> () -> unlockStatuses(resource, "owner-" + thread));

    assertThat(statuses.stream().flatMap(List::stream)).containsOnly(LockStatus.DONE);
  }

  @Test
  void late_unlocks_of_one_owner_leave_the_lock_of_another() {
    var resource = locks().resource("late-unlock");
    var statuses =
        unlockStatusesBeside(
            resource,
            () -> {
              locks().tryLock(resource, "owner", LONG);
              locks().unlock(resource, "owner");
            });

    assertThat(statuses).allMatch(LockStatus.DONE::equals);
  }

  @Test
  void late_renewals_of_one_owner_leave_the_lock_of_another() {
    skipWithout(LockStore.Renewable.class);
    var resource = locks().resource("late-renewal");
    var statuses =
        unlockStatusesBeside(
            resource,
            () -> {
              locks().tryLock(resource, "owner", LONG);
              locks().renew(resource, "owner", LONG);
              locks().unlock(resource, "owner");
            });

    assertThat(statuses).allMatch(LockStatus.DONE::equals);
  }

  @Test
  void tokens_grow_under_contention() {
    Assumptions.assumeTrue(suite().givesFencingTokens(), "the store has no fencing tokens");
    var resource = locks().resource("tokens");
    var highest = new AtomicLong(Long.MIN_VALUE);
    var setbacks = Parallel.run(THREADS, thread -> () -> setbacks(resource, thread, highest));

    assertThat(setbacks).containsOnly(0);
  }

  private List<String> resources(String name) {
    return IntStream.range(0, RESOURCES).mapToObj(i -> locks().resource(name + "-" + i)).toList();
  }

  /** How many of the locks this thread has taken. */
  private long taken(List<String> resources, String owner) {
    return resources.stream().filter(each -> locks().isTaken(each, owner, LONG)).count();
  }

  /** The most threads that ever held the lock together, as far as this one saw. */
  private int mostHolders(String resource, int thread, AtomicInteger holders) {
    var most = new AtomicInteger();
    repeat(() -> {
      if (locks().isTaken(resource, "owner-" + thread, LONG)) {
        most.accumulateAndGet(holders.incrementAndGet(), Math::max);
        holders.decrementAndGet();
        locks().unlock(resource, "owner-" + thread);
      }
    });
    return most.get();
  }

  /** What this thread was told, each time, when it gave back what it had taken. */
  private List<LockStatus> unlockStatuses(String resource, String owner) {
    var statuses = new ArrayList<LockStatus>();
    repeat(() -> {
      if (locks().isTaken(resource, owner, LONG)) {
        statuses.add(locks().unlock(resource, owner));
      }
    });
    return statuses;
  }

  /** The same for one thread while all others, who are one owner, do what may come too late. */
  private List<LockStatus> unlockStatusesBeside(String resource, Runnable action) {
    return Parallel.run(
            THREADS,
            thread -> () -> thread == 0 ? unlockStatuses(resource, "other") : noStatuses(action))
        .getFirst();
  }

  private static List<LockStatus> noStatuses(Runnable action) {
    repeat(action);
    return List.of();
  }

  /** How often this thread was given a token that was not above all before. */
  private int setbacks(String resource, int thread, AtomicLong highest) {
    var setbacks = new AtomicInteger();
    repeat(() -> {
      var acquisition = locks().tryLock(resource, "owner-" + thread, LONG);
      if (acquisition.acquired()) {
        long token = acquisition.fencingToken().orElseThrow();
        setbacks.addAndGet(highest.getAndAccumulate(token, Math::max) < token ? 0 : 1);
        locks().unlock(resource, "owner-" + thread);
      }
    });
    return setbacks.get();
  }

  private static void repeat(Runnable action) {
    for (long start = System.nanoTime(); System.nanoTime() - start < TIME.toNanos(); ) {
      action.run();
    }
  }
}
