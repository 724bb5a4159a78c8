package io.outrigger.runtime.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.runtime.fake.Fakes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class WeakIdsTest {

  private final FakeSequencer sequencer = new FakeSequencer();
  private final WeakIds ids = new WeakIds(sequencer, 100);

  @Test
  void ids_begin_at_1_and_grow_by_1() {
    assertThat(IntStream.range(0, 250).mapToObj(i -> next("k")).toList())
        .isEqualTo(IntStream.rangeClosed(1, 250).mapToObj(Long::valueOf).toList());
  }

  @Test
  void the_next_segment_is_fetched_ahead_and_most_calls_ask_nobody() {
    for (int i = 0; i < 89; i++) {
      next("k");
    }
    assertThat(sequencer.fetches).hasValue(1);

    for (int i = 0; i < 100; i++) {
      next("k");
    }

    assertThat(sequencer.fetches).hasValue(2);
  }

  @Test
  void keys_are_apart() {
    assertThat(next("a")).isEqualTo(1);
    assertThat(next("b")).isEqualTo(1);
    assertThat(next("a")).isEqualTo(2);
  }

  @Test
  void callers_that_come_while_there_is_none_wait_for_one_fetch() {
    sequencer.holding = true;
    var waiting =
        IntStream.range(0, 5).mapToObj(i -> ids.next(Fakes.call(), "k").toCompletableFuture());
    var all = waiting.toList();
    assertThat(all).noneMatch(CompletableFuture::isDone);

    sequencer.release();

    assertThat(all).extracting(CompletableFuture::join).containsExactly(1L, 2L, 3L, 4L, 5L);
    assertThat(sequencer.fetches).hasValue(1);
  }

  @Test
  void more_callers_than_a_segment_has_ids_get_the_next_segments() {
    var small = new WeakIds(sequencer, 2);
    sequencer.holding = true;
    var all =
        IntStream.range(0, 5)
            .mapToObj(i -> small.next(Fakes.call(), "k").toCompletableFuture())
            .toList();

    sequencer.release();
    sequencer.release();
    sequencer.release();

    assertThat(all).extracting(CompletableFuture::join).containsExactly(1L, 2L, 3L, 4L, 5L);
  }

  @Test
  void a_failed_fetch_fails_who_waits_and_the_next_caller_tries_again() {
    sequencer.failing = true;
    assertThat(ids.next(Fakes.call(), "k").toCompletableFuture()).isCompletedExceptionally();

    sequencer.failing = false;

    assertThat(next("k")).isEqualTo(1);
  }

  @Test
  void a_failed_fetch_ahead_disturbs_nobody_and_is_not_tried_by_each_call() {
    for (int i = 0; i < 88; i++) {
      next("k");
    }
    sequencer.failing = true;
    for (int i = 0; i < 12; i++) {
      next("k");
    }

    assertThat(sequencer.fetches).hasValue(2);
    sequencer.failing = false;
    assertThat(next("k")).isEqualTo(101);
  }

  @Test
  void a_discarded_segment_is_never_used_again() {
    next("k");
    ids.discard("k");

    assertThat(next("k")).isEqualTo(101);
  }

  @Test
  void a_segment_that_was_asked_for_before_a_discard_serves_only_who_came_before_it() {
    sequencer.holding = true;
    var before = ids.next(Fakes.call(), "k").toCompletableFuture();
    ids.discard("k");
    var after = ids.next(Fakes.call(), "k").toCompletableFuture();

    sequencer.release();
    assertThat(before).isCompletedWithValue(1L);
    assertThat(after).isNotDone();
    sequencer.release();

    assertThat(after).isCompletedWithValue(101L);
  }

  @Test
  void a_caller_waits_no_longer_than_its_deadline() {
    sequencer.holding = true;

    var waiting = ids.next(Fakes.call(50), "k").toCompletableFuture();

    assertThat(waiting)
        .failsWithin(Duration.ofSeconds(10))
        .withThrowableThat()
        .havingCause()
        .isInstanceOf(TimeoutException.class);
  }

  @Test
  void the_last_id_of_all_is_given_out_once_and_none_behind_it() {
    var atEnd = new WeakIds(new FakeSequencer(Long.MAX_VALUE - 3), 3);

    assertThat(atEnd.next(Fakes.call(), "k").toCompletableFuture())
        .isCompletedWithValue(Long.MAX_VALUE - 2);
    assertThat(atEnd.next(Fakes.call(), "k").toCompletableFuture())
        .isCompletedWithValue(Long.MAX_VALUE - 1);
    assertThat(atEnd.next(Fakes.call(), "k").toCompletableFuture())
        .isCompletedWithValue(Long.MAX_VALUE);
    assertThat(atEnd.next(Fakes.call(), "k").toCompletableFuture()).isCompletedExceptionally();
  }

  @Test
  void a_caller_that_goes_gets_no_id_and_takes_none_from_others() {
    sequencer.holding = true;
    var call = Fakes.call();
    var gone = ids.next(call, "k").toCompletableFuture();
    var stays = ids.next(Fakes.call(), "k").toCompletableFuture();

    call.cancel();
    sequencer.release();

    assertThat(gone).isCompletedExceptionally();
    assertThat(stays).isCompletedWithValue(1L);
  }

  @Test
  void with_too_many_keys_segments_are_given_up_and_no_id_comes_twice() {
    var few = new WeakIds(sequencer, 10, 3);
    var random = new Random(7);
    var seen = ConcurrentHashMap.<String>newKeySet();

    for (int i = 0; i < 1000; i++) {
      var key = "k" + random.nextInt(10);
      var id = few.next(Fakes.call(), key).toCompletableFuture().join();
      assertThat(seen.add(key + " " + id)).as("%s %d comes once", key, id).isTrue();
    }

    assertThat(few.size()).isLessThanOrEqualTo(3);
  }

  @Test
  void ids_from_8_threads_in_mixed_modes_come_once_and_never_go_back_for_a_caller()
      throws InterruptedException {
    var seed = Long.getLong("outrigger.seed", System.nanoTime());
    var strong = new SequencerModes(sequencer, ids);
    Set<Long> seen = ConcurrentHashMap.newKeySet();
    List<String> wrong = new ArrayList<>();
    var threads =
        IntStream.range(0, 8)
            .mapToObj(t ->
                Thread.ofPlatform().start(() -> strong.takeMany(new Random(seed + t), seen, wrong)))
            .toList();
    for (var thread : threads) {
      thread.join();
    }

    assertThat(wrong).as("seed %d", seed).isEmpty();
    assertThat(seen).as("seed %d", seed).hasSize(8 * 5000);
  }

  private long next(String key) {
    return ids.next(Fakes.call(), key).toCompletableFuture().join();
  }

  /** Takes ids of one key, weak and strong in turn, as the service does. */
  private record SequencerModes(FakeSequencer sequencer, WeakIds ids) {

    void takeMany(Random random, Set<Long> seen, List<String> wrong) {
      long before = 0;
      for (int i = 0; i < 5000; i++) {
        var id = random.nextInt(20) == 0 ? strong() : weak();
        if (!seen.add(id) || id <= before) {
          synchronized (wrong) {
            wrong.add(id + " after " + before);
          }
        }
        before = id;
      }
    }

    private long weak() {
      return ids.next(Fakes.call(), "mixed").toCompletableFuture().join();
    }

    private long strong() {
      return sequencer
          .next(Fakes.call(), "mixed", Map.of())
          .whenComplete((id, failure) -> ids.discard("mixed"))
          .toCompletableFuture()
          .join();
    }
  }
}
