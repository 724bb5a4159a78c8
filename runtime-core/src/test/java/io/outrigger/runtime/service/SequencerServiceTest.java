package io.outrigger.runtime.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outrigger.runtime.component.Instance;
import io.outrigger.runtime.component.Registry;
import io.outrigger.runtime.fake.Fakes;
import io.outrigger.runtime.service.SequencerService.Increment;
import io.outrigger.spi.sequencer.Sequencer;
import io.outrigger.spi.sequencer.SequencerSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

final class SequencerServiceTest {

  private final FakeSequencer sequencer = new FakeSequencer();

  @Test
  void a_strong_id_is_higher_than_every_weak_one_and_weak_ones_go_on_above_it() {
    var service = service(sequencer, 100);

    assertThat(next(service, Increment.WEAK)).isEqualTo(1);
    assertThat(next(service, Increment.STRONG)).isEqualTo(101);
    assertThat(next(service, Increment.WEAK)).isEqualTo(102);
    assertThat(next(service, Increment.WEAK)).isEqualTo(103);
  }

  @Test
  void two_stores_with_equal_keys_do_not_share_segments() {
    var other = new FakeSequencer();
    var service =
        new SequencerService(
            Registry.of(List.of(instance("s", sequencer, 100), instance("o", other, 100))), "a");

    assertThat(next(service, Increment.WEAK)).isEqualTo(1);
    assertThat(service.next(Fakes.call(), "o", "k", Increment.WEAK, Map.of()).toCompletableFuture())
        .isCompletedWithValue(1L);
    assertThat(other.fetches).hasValue(1);
  }

  @Test
  void a_sequencer_without_segments_gives_weak_ids_one_by_one() {
    var keys = new ArrayList<String>();
    Sequencer plain =
        (call, key, metadata) -> {
          keys.add(key);
          return CompletableFuture.completedFuture(7L);
        };

    assertThat(next(service(plain, 100), Increment.WEAK)).isEqualTo(7);
    assertThat(keys).containsExactly("sequencer|||app1||k");
  }

  @Test
  void the_checks_come_in_their_order() {
    var none = new SequencerService(Registry.of(List.of()), "app1");
    var service = service(sequencer, 100);

    assertRefused(
        () -> none.next(Fakes.call(), "x", "", Increment.WEAK, Map.of()),
        "Sequencer store is not configured");
    assertRefused(
        () -> service.next(Fakes.call(), "x", "", Increment.WEAK, Map.of()),
        "Key is empty in sequencer store x");
    assertRefused(
        () -> service.next(Fakes.call(), "x", "a||b", Increment.ILLEGAL, Map.of()),
        "options.Increment is illegal (expected: WEAK or STRONG)");
    assertRefused(
        () -> service.next(Fakes.call(), "x", "a||b", Increment.WEAK, Map.of()),
        "input key/keyPrefix 'a||b' can't contain '||'");
    assertRefused(
        () -> service.next(Fakes.call(), "x", "k", Increment.WEAK, Map.of()),
        "Sequencer store x not found");
  }

  private static long next(SequencerService service, Increment increment) {
    return service.next(Fakes.call(), "s", "k", increment, Map.of()).toCompletableFuture().join();
  }

  private static SequencerService service(Sequencer sequencer, int step) {
    return new SequencerService(Registry.of(List.of(instance("s", sequencer, step))), "app1");
  }

  private static Instance<Sequencer> instance(String name, Sequencer sequencer, int step) {
    return new Instance<>(
        Sequencer.KIND, name, "fake", new SequencerSettings("", step), sequencer, Fakes::inline);
  }

  private static void assertRefused(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(ServiceException.class).hasMessage(message);
  }
}
