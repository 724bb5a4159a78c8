package io.outrigger.testkit.sequencer;

import io.outrigger.spi.sequencer.Sequencer;
import org.junit.jupiter.api.Assumptions;

/** A group of the suite's tests. */
abstract class SequencerGroup {

  private final SequencerConformance suite;

  SequencerGroup(SequencerConformance suite) {
    this.suite = suite;
  }

  final SequencerConformance suite() {
    return suite;
  }

  final SequencerFixture ids() {
    return suite.ids();
  }

  final void skipWithout(Class<? extends Sequencer> ability) {
    Assumptions.assumeTrue(
        suite.expectedAbilities().contains(ability), "the sequencer does not have the ability");
  }
}
