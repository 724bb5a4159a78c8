package io.outrigger.runtime.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.runtime.component.Instance;
import io.outrigger.runtime.component.Registry;
import io.outrigger.runtime.fake.Fakes;
import io.outrigger.runtime.service.SequencerService.Increment;
import io.outrigger.spi.Call;
import io.outrigger.spi.KeyedSettings;
import io.outrigger.spi.Meters;
import io.outrigger.spi.lock.Acquisition;
import io.outrigger.spi.lock.LockStatus;
import io.outrigger.spi.lock.LockStore;
import io.outrigger.spi.sequencer.Sequencer;
import io.outrigger.spi.sequencer.SequencerSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;

/** What services count of what they do. */
final class CountsTest {

  private static final Duration LEASE = Duration.ofSeconds(1);

  private final List<String> counted = new ArrayList<>();
  private final Locks locks = new Locks();
  private final LockService service =
      new LockService(
          Registry.of(
              List.of(
                  new Instance<LockStore>(
                      LockStore.KIND,
                      "l",
                      "fake",
                      new KeyedSettings(""),
                      locks,
                      Fakes::inline,
                      new Noted()))),
          "app");

  @Test
  void a_lock_that_is_taken() {
    tryLock(Fakes.call());

    assertThat(counted).containsExactly("locks_acquired");
  }

  @Test
  void a_lock_that_another_holds() {
    locks.acquisition = Acquisition.refused();
    tryLock(Fakes.call());

    assertThat(counted).containsExactly("locks_busy");
  }

  @Test
  void a_lock_that_is_taken_for_a_caller_who_has_gone_is_no_lock() {
    var call = Fakes.call();
    call.cancel();
    tryLock(call);

    assertThat(counted).isEmpty();
  }

  @Test
  void what_becomes_of_unlocking_and_renewing() {
    for (var status : LockStatus.values()) {
      locks.status = status;
      var _ = service.unlock(Fakes.call(), "l", "r", "me");
      var _ = service.renew(Fakes.call(), "l", "r", "me", LEASE);
    }

    assertThat(counted)
        .containsExactly(
            "locks_released",
            "locks_renewed",
            "locks_lost",
            "locks_lost",
            "locks_lost",
            "locks_lost");
  }

  @Test
  void ids_that_are_handed_out_and_none_that_is_not() {
    var sequencer = new Ids();
    var ids =
        new SequencerService(
            Registry.of(
                List.of(
                    new Instance<Sequencer>(
                        Sequencer.KIND,
                        "q",
                        "fake",
                        new SequencerSettings("", 10),
                        sequencer,
                        Fakes::inline,
                        new Noted()))),
            "app");

    var _ = ids.next(Fakes.call(), "q", "k", Increment.STRONG, Map.of());
    sequencer.answer = CompletableFuture.failedFuture(new IllegalStateException("none"));
    var _ = ids.next(Fakes.call(), "q", "k", Increment.STRONG, Map.of());

    assertThat(counted).containsExactly("ids");
  }

  private void tryLock(Call call) {
    var _ = service.tryLock(call, "l", "r", "me", LEASE);
  }

  private static final class Locks implements LockStore.Renewable {

    private Acquisition acquisition = Acquisition.of(1);
    private LockStatus status = LockStatus.DONE;

    @Override
    public CompletionStage<Acquisition> tryLock(
        Call call, String resource, String owner, Duration lease) {
      return CompletableFuture.completedFuture(acquisition);
    }

    @Override
    public CompletionStage<LockStatus> unlock(Call call, String resource, String owner) {
      return CompletableFuture.completedFuture(status);
    }

    @Override
    public CompletionStage<LockStatus> renew(
        Call call, String resource, String owner, Duration lease) {
      return CompletableFuture.completedFuture(status);
    }
  }

  private static final class Ids implements Sequencer {

    private CompletionStage<Long> answer = CompletableFuture.completedFuture(1L);

    @Override
    public CompletionStage<Long> next(Call call, String key, Map<String, String> metadata) {
      return answer;
    }
  }

  /** Notes the name of each counter that counts something. */
  private final class Noted implements Meters {

    @Override
    public Counter counter(String name, String doc) {
      return amount -> counted.add(name);
    }

    @Override
    public Timer timer(String name, String doc) {
      return Meters.none().timer(name, doc);
    }

    @Override
    public void gauge(String name, String doc, DoubleSupplier value) {
      Meters.none().gauge(name, doc, value);
    }
  }
}
