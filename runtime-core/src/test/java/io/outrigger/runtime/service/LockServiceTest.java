package io.outrigger.runtime.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outrigger.runtime.component.Instance;
import io.outrigger.runtime.component.Registry;
import io.outrigger.runtime.fake.Fakes;
import io.outrigger.spi.Call;
import io.outrigger.spi.KeyedSettings;
import io.outrigger.spi.lock.Acquisition;
import io.outrigger.spi.lock.LockStatus;
import io.outrigger.spi.lock.LockStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LockServiceTest {

  private static final Duration LEASE = Duration.ofSeconds(10);

  private final NotingLocks locks = new NotingLocks();

  @ParameterizedTest
  @CsvSource({
    "'', lock|||app1||r",
    "none, lock|||r",
    "name, lock|||l||r",
    "appid, lock|||app1||r",
    "Team, lock|||team||r"
  })
  void resources_have_the_prefix_of_the_block_and_of_the_strategy(String strategy, String key) {
    service(strategy).tryLock(Fakes.call(), "l", "r", "me", LEASE);

    assertThat(locks.log).containsExactly("take " + key + " me");
  }

  @Test
  void the_checks_come_in_their_order() {
    var none = new LockService(Registry.of(List.of()), "app1");
    var service = service("");

    assertRefused(
        () -> none.tryLock(Fakes.call(), "x", "", "", Duration.ZERO),
        "lock store is not configured");
    assertRefused(
        () -> service.tryLock(Fakes.call(), "x", "", "", Duration.ZERO),
        "ResourceId is empty in lock store x");
    assertRefused(
        () -> service.tryLock(Fakes.call(), "x", "r", "", Duration.ZERO),
        "LockOwner is empty in lock store x");
    assertRefused(
        () -> service.tryLock(Fakes.call(), "x", "r", "me", Duration.ZERO),
        "Expire is not positive in lock store x");
    assertRefused(
        () -> service.tryLock(Fakes.call(), "x", "r||", "me", LEASE), "lock store x not found");
    assertRefused(
        () -> service.tryLock(Fakes.call(), "l", "r||", "me", LEASE),
        "input key/keyPrefix 'r||' can't contain '||'");
  }

  @Test
  void a_store_that_cannot_renew_refuses_cleanly() {
    assertRefused(
        () -> service("").renew(Fakes.call(), "l", "r", "me", LEASE),
        "lock store l doesn't support keep-alive");
  }

  @Test
  void a_lock_that_is_taken_while_its_caller_goes_is_given_back() {
    var later = new CompletableFuture<Acquisition>();
    locks.taking = later;
    var call = Fakes.call();
    var taken = service("").tryLock(call, "l", "r", "me", LEASE).toCompletableFuture();

    call.cancel();
    later.complete(Acquisition.of(1));

    assertThat(taken).isCompletedExceptionally();
    assertThat(locks.log).endsWith("give lock|||app1||r me");
  }

  @Test
  void a_lock_that_was_refused_is_not_given_back() {
    var later = new CompletableFuture<Acquisition>();
    locks.taking = later;
    var call = Fakes.call();
    service("").tryLock(call, "l", "r", "me", LEASE);

    call.cancel();
    later.complete(Acquisition.refused());

    assertThat(locks.log).containsExactly("take lock|||app1||r me");
  }

  @Test
  void what_the_same_owner_has_taken_since_is_not_given_back() {
    var later = new CompletableFuture<Acquisition>();
    locks.taking = later;
    var service = service("");
    var call = Fakes.call();
    service.tryLock(call, "l", "r", "me", LEASE);
    call.cancel();
    locks.taking = CompletableFuture.completedFuture(Acquisition.of(2));
    assertThat(service.tryLock(Fakes.call(), "l", "r", "me", LEASE).toCompletableFuture())
        .isCompleted();

    later.complete(Acquisition.of(1));

    assertThat(locks.log).noneMatch(line -> line.startsWith("give"));
  }

  private LockService service(String keyPrefix) {
    var instance =
        new Instance<LockStore>(
            LockStore.KIND, "l", "fake", new KeyedSettings(keyPrefix), locks, Fakes::inline);
    return new LockService(Registry.of(List.of(instance)), "app1");
  }

  private static void assertRefused(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(ServiceException.class).hasMessage(message);
  }

  private static final class NotingLocks implements LockStore {

    private final List<String> log = new CopyOnWriteArrayList<>();
    private CompletionStage<Acquisition> taking =
        CompletableFuture.completedFuture(Acquisition.of(1));

    @Override
    public CompletionStage<Acquisition> tryLock(
        Call call, String resource, String owner, Duration lease) {
      log.add("take " + resource + " " + owner);
      return taking;
    }

    @Override
    public CompletionStage<LockStatus> unlock(Call call, String resource, String owner) {
      log.add("give " + resource + " " + owner);
      return CompletableFuture.completedFuture(LockStatus.DONE);
    }
  }
}
