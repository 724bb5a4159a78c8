package io.outrigger.builtin.sequencer;

import io.outrigger.spi.sequencer.Sequencer;
import io.outrigger.testkit.sequencer.SequencerConformance;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

final class InMemorySequencerConformanceTest extends SequencerConformance {

  @Override
  protected String type() {
    return "in-memory";
  }

  @Override
  protected Record settings() {
    return new InMemorySequencerSettings(Map.of());
  }

  @Override
  protected Set<Class<? extends Sequencer>> expectedAbilities() {
    return Set.of(Sequencer.Segmented.class);
  }

  @Override
  protected Optional<Record> settingsAbove(Map<String, Long> biggerThan) {
    return Optional.of(new InMemorySequencerSettings(biggerThan));
  }

  @Override
  protected boolean outlivesRestart() {
    return false;
  }
}
