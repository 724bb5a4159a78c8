package io.outrigger.runtime.telemetry.access;

/** Makes lines of calls. For one thread. */
interface Lines {

  /** Adds a call's line, with its end, to {@code out}. */
  void add(StringBuilder out, EndedCall call);
}
