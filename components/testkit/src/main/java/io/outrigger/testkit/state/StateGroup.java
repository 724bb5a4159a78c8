package io.outrigger.testkit.state;

import io.outrigger.spi.state.StateStore;
import org.junit.jupiter.api.Assumptions;

/** A group of the suite's tests. */
abstract class StateGroup {

  private final StateStoreConformance suite;

  StateGroup(StateStoreConformance suite) {
    this.suite = suite;
  }

  final StateStoreConformance suite() {
    return suite;
  }

  final StateFixture state() {
    return suite.state();
  }

  final void skipWithout(Class<? extends StateStore> ability) {
    Assumptions.assumeTrue(
        suite.expectedAbilities().contains(ability), "the store does not have the ability");
  }
}
