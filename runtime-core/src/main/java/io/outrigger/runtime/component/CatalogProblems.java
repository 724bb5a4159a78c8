package io.outrigger.runtime.component;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with an installation, to tell it all at once. Not for several threads. */
final class CatalogProblems {

  private final List<CatalogException> failures = new ArrayList<>();

  /** Takes a step, and keeps what it fails with. */
  void collect(Runnable step) {
    try {
      step.run();
    } catch (CatalogException e) {
      failures.add(e);
    }
  }

  /**
   * Ends the collection.
   *
   * @throws CatalogException when a step has failed
   */
  void report() {
    if (!failures.isEmpty()) {
      throw CatalogException.of(failures);
    }
  }
}
