package io.outrigger.testkit.sequencer;

import io.outrigger.spi.Call;
import io.outrigger.spi.sequencer.Segment;
import io.outrigger.spi.sequencer.Sequencer;
import io.outrigger.testkit.Outcome;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/** A started sequencer with short forms of its operations. Safe for use by many threads. */
final class SequencerFixture {

  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private final Sequencer sequencer;
  private final String prefix;

  SequencerFixture(Sequencer sequencer) {
    this(sequencer, UUID.randomUUID().toString().substring(0, 8) + "-");
  }

  private SequencerFixture(Sequencer sequencer, String prefix) {
    this.sequencer = sequencer;
    this.prefix = prefix;
  }

  /** The same keys in another sequencer. */
  SequencerFixture in(Sequencer other) {
    return new SequencerFixture(other, prefix);
  }

  boolean has(Class<? extends Sequencer> ability) {
    return ability.isInstance(sequencer);
  }

  /** A key that no other test uses. */
  String key(String name) {
    return prefix + name;
  }

  long next(String key) {
    return next(key, Map.of());
  }

  long next(String key, Map<String, String> metadata) {
    return Outcome.valueOf(() -> sequencer.next(call(), key, metadata));
  }

  Segment segment(String key, int size) {
    var segmented = (Sequencer.Segmented) sequencer;
    return Outcome.valueOf(() -> segmented.segment(call(), key, size));
  }

  void close() {
    Outcome.done(sequencer::close);
  }

  private static Call call() {
    return Call.within(TIMEOUT);
  }
}
