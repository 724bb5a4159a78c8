package io.outrigger.testkit.sequencer;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.spi.sequencer.Sequencer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Takes ids and segments at random, and compares each with the last id of its key. */
final class IdsAgainstModel {

  private static final int KEYS = 4;
  private static final int MOST_IDS = 100;

  private final SequencerFixture ids;
  private final RandomGenerator random;
  private final List<String> keys;
  private final Map<String, Long> last = new HashMap<>();

  IdsAgainstModel(SequencerFixture ids, RandomGenerator random) {
    this.ids = ids;
    this.random = random;
    this.keys = IntStream.range(0, KEYS).mapToObj(i -> ids.key("random-" + i)).toList();
  }

  void run(int steps) {
    boolean segmented = ids.has(Sequencer.Segmented.class);
    for (int step = 1; step <= steps; step++) {
      var key = keys.get(random.nextInt(KEYS));
      if (segmented && random.nextBoolean()) {
        takeSegment("step " + step, key);
      } else {
        takeId("step " + step, key);
      }
    }
  }

  private void takeId(String step, String key) {
    long id = ids.next(key);

    assertThat(id).as("%s: id of %s", step, key).isGreaterThan(lastOf(key));
    last.put(key, id);
  }

  private void takeSegment(String step, String key) {
    int size = 1 + random.nextInt(MOST_IDS);
    var segment = ids.segment(key, size);

    assertThat(segment.first()).as("%s: segment of %s", step, key).isGreaterThan(lastOf(key));
    assertThat(segment.last() - segment.first() + 1)
        .as("%s: size of the segment of %s", step, key)
        .isEqualTo(size);
    last.put(key, segment.last());
  }

  private long lastOf(String key) {
    return last.getOrDefault(key, 0L);
  }
}
