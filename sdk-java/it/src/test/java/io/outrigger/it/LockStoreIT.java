package io.outrigger.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.outrigger.client.ErrorCode;
import io.outrigger.client.Lock;
import io.outrigger.client.LockOptions;
import io.outrigger.client.LockStore;
import io.outrigger.client.OutriggerClient;
import io.outrigger.client.OutriggerException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** Locks over TCP and over a Unix socket. */
@ParameterizedClass
@ValueSource(ints = {0, 1})
final class LockStoreIT {

  private static final LockOptions ONE_SECOND = new LockOptions(Duration.ofSeconds(1));

  private static Clients clients;

  private final int address;
  private final LockStore locks;
  private final String own;

  LockStoreIT(int address) {
    this.address = address;
    locks = clients.get(address).locks("locks");
    own = "address" + address + "-";
  }

  @BeforeAll
  static void start() {
    clients = new Clients();
  }

  @AfterAll
  static void stop() {
    clients.close();
  }

  @Test
  void a_lock_has_one_holder_until_it_is_closed() {
    var lock = locks.tryLock(own + "one").orElseThrow();
    assertThat(lock.isHeld()).isTrue();
    assertThat(locks.tryLock(own + "one")).isEmpty();

    lock.close();
    lock.close();
    assertThat(lock.isHeld()).isFalse();
    try (var next = locks.tryLock(own + "one").orElseThrow()) {
      assertThat(next.isHeld()).isTrue();
    }
  }

  @Test
  void each_holder_has_a_higher_fencing_token() {
    long first;
    try (var lock = locks.tryLock(own + "fenced").orElseThrow()) {
      first = lock.fencingToken().orElseThrow();
    }
    try (var lock = locks.tryLock(own + "fenced").orElseThrow()) {
      assertThat(lock.fencingToken().orElseThrow()).isGreaterThan(first);
    }
  }

  @Test
  void a_lock_renews_itself_for_longer_than_its_lease() {
    try (var lock = locks.tryLock(own + "kept", ONE_SECOND).orElseThrow()) {
      await()
          .during(Duration.ofMillis(2500))
          .until(() -> lock.isHeld() && locks.tryLock(own + "kept").isEmpty());
    }
  }

  @Test
  void a_waiter_gets_the_lock_when_it_is_free() throws Exception {
    var held = locks.tryLock(own + "waited").orElseThrow();
    var waiting =
        CompletableFuture.supplyAsync(() -> locks.lock(own + "waited", Duration.ofSeconds(20)));
    await().during(Duration.ofMillis(200)).until(() -> !waiting.isDone());
    held.close();

    try (var lock = waiting.get(10, TimeUnit.SECONDS)) {
      assertThat(lock.isHeld()).isTrue();
    }
  }

  @Test
  void a_waiter_who_is_not_served_in_time_is_told() {
    var held = locks.tryLock(own + "taken").orElseThrow();
    var failure =
        catchThrowableOfType(
            OutriggerException.class, () -> locks.lock(own + "taken", Duration.ofMillis(300)));
    held.close();

    assertThat(failure.code()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED);
    assertThat(failure.key()).contains(own + "taken");
    assertThat(failure).hasMessageContaining("somebody else has it");
  }

  @Test
  void a_waiter_that_is_interrupted_leaves_no_lock_behind() throws Exception {
    var held = locks.tryLock(own + "left").orElseThrow();
    var failures = new ConcurrentLinkedQueue<Throwable>();
    var waiter =
        new Thread(() -> {
          try {
            var unused = locks.lock(own + "left", Duration.ofSeconds(60));
          } catch (OutriggerException e) {
            failures.add(e);
          }
        });
    waiter.start();
    await().until(() -> waiter.getState() == Thread.State.WAITING);
    waiter.interrupt();
    waiter.join(10_000);
    held.close();

    assertThat(failures).singleElement().extracting("code").isEqualTo(ErrorCode.CANCELLED);
    await()
        .during(Duration.ofSeconds(2))
        .until(() -> {
          var lock = locks.tryLock(own + "left");
          lock.ifPresent(Lock::close);
          return lock.isPresent();
        });
  }

  @Test
  void a_lock_that_the_store_has_given_to_somebody_else_is_lost_within_a_lease() throws Exception {
    // Another holder in the place of this one: the owner's name is what the store knows it by.
    var lock = locks.tryLock(own + "stolen", ONE_SECOND).orElseThrow();
    var lost = new CompletableFuture<String>();
    lock.onLost(lost::complete);
    try (var thief = RawCalls.to(clients.sidecar().endpoints().get(0))) {
      thief.unlock("locks", own + "stolen", lock.owner());
    }
    try (var other = locks.tryLock(own + "stolen").orElseThrow()) {
      assertThat(lost.get(1, TimeUnit.SECONDS)).contains("somebody else has it");
      assertThat(lock.isHeld()).isFalse();
      lock.close();
      assertThat(other.isHeld()).isTrue();
      assertThat(locks.tryLock(own + "stolen")).isEmpty();
    }
  }

  @Test
  void closing_the_client_loses_its_locks() throws Exception {
    var other =
        OutriggerClient.builder().endpoint(clients.sidecar().endpoints().get(address)).build();
    var lock = other.locks("locks").tryLock(own + "orphan", ONE_SECOND).orElseThrow();
    var lost = new CompletableFuture<String>();
    lock.onLost(lost::complete);
    other.close();

    assertThat(lost.get(5, TimeUnit.SECONDS)).contains("the client was closed");
    assertThat(lock.isHeld()).isFalse();
    await().until(() -> locks.tryLock(own + "orphan").isPresent());
  }
}
