package io.outrigger.benchmarks.measuring;

/** A process of ours that runs while something is measured. */
public interface Running {

  /** The number of the process. */
  long pid();
}
