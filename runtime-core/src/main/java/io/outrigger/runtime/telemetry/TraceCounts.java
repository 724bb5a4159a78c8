package io.outrigger.runtime.telemetry;

/** What has become of the segments of traces. Safe for use by many threads. */
public interface TraceCounts {

  /** How many have been taken by the collector or the log so far. */
  long sent();

  /** How many have been lost so far: no room in the queue, or refused by the collector. */
  long dropped();

  /** How many wait now. */
  int queued();
}
