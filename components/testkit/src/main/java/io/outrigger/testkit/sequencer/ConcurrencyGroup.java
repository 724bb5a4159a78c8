package io.outrigger.testkit.sequencer;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.spi.sequencer.Segment;
import io.outrigger.spi.sequencer.Sequencer;
import io.outrigger.testkit.Parallel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many threads at one key: for a time, and for a number lest a fast sequencer fill the memory. */
abstract class ConcurrencyGroup extends SequencerGroup {

  private static final int THREADS = 8;
  private static final Duration TIME = Duration.ofMillis(300);
  private static final int MOST = 10_000;
  private static final int KEYS = 200;

  ConcurrencyGroup(SequencerConformance suite) {
    super(suite);
  }

  @Test
  void no_id_comes_twice() {
    var key = ids().key("ids");
    var taken = Parallel.run(THREADS, thread -> () -> takeMany(key, false));

    assertNoneTwice(taken);
  }

  @Test
  void no_id_comes_twice_when_segments_are_taken_too() {
    skipWithout(Sequencer.Segmented.class);
    var key = ids().key("mixed");
    var taken = Parallel.run(THREADS, thread -> () -> takeMany(key, true));

    assertNoneTwice(taken);
  }

  @Test
  void ids_grow_for_each_thread() {
    var key = ids().key("grow");
    var taken = Parallel.run(THREADS, thread -> () -> takeMany(key, false));

    assertThat(taken)
        .allSatisfy(ids -> assertThat(ids).isSortedAccordingTo(ConcurrencyGroup::order));
  }

  @Test
  void a_new_key_begins_only_once() {
    var keys = IntStream.range(0, KEYS).mapToObj(i -> ids().key("new-" + i)).toList();
    var taken = Parallel.run(THREADS, thread -> () -> keysAndIds(keys));

    assertThat(taken.stream().flatMap(List::stream)).doesNotHaveDuplicates();
  }

  /** An id of each key, with the key. */
  private List<String> keysAndIds(List<String> keys) {
    return keys.stream().map(key -> key + " " + ids().next(key)).toList();
  }

  /** Takes ids, or in turn an id and a segment of 1 to 7 ids; an id is a segment of one. */
  private List<Segment> takeMany(String key, boolean withSegments) {
    var taken = new ArrayList<Segment>();
    long start = System.nanoTime();
    while (taken.size() < MOST && System.nanoTime() - start < TIME.toNanos()) {
      taken.add(
          withSegments && taken.size() % 2 == 1
              ? ids().segment(key, 1 + taken.size() % 7)
              : single(ids().next(key)));
    }
    return taken;
  }

  private static Segment single(long id) {
    return new Segment(id, id);
  }

  private static int order(Segment one, Segment other) {
    return Long.compare(one.first(), other.first());
  }

  private static void assertNoneTwice(List<List<Segment>> taken) {
    var inOrder =
        taken.stream()
            .flatMap(List::stream)
            .sorted(Comparator.comparingLong(Segment::first))
            .toList();
    assertThat(inOrder).hasSizeGreaterThanOrEqualTo(THREADS);
    for (int i = 1; i < inOrder.size(); i++) {
      assertThat(inOrder.get(i).first()).isGreaterThan(inOrder.get(i - 1).last());
    }
  }
}
