package io.outrigger.runtime.telemetry.access;

import io.grpc.Attributes;
import io.grpc.Status;
import io.outrigger.runtime.api.CallLog;
import io.outrigger.runtime.api.CallMeters;
import io.outrigger.runtime.trace.Span;
import java.util.concurrent.ThreadLocalRandom;

/** Chooses calls by chance, and hands them to a writer. */
final class SampledCalls implements CallLog {

  private static final double ALL = 0x1p31;

  private final long chosen;
  private final AccessWriter writer;

  /**
   * Chooses a part of the calls.
   *
   * @param rate 0 for none, 1 for all
   */
  SampledCalls(double rate, AccessWriter writer) {
    this.chosen = (long) Math.ceil(rate * ALL);
    this.writer = writer;
  }

  @Override
  public void ended(
      String fullMethod, Status status, CallMeters.Sizes sizes, Attributes connection, Span span) {
    if (isChosen()) {
      var trace = span.context().traceId();
      var now = System.currentTimeMillis();
      writer.add(new EndedCall(now, fullMethod, status.getCode(), sizes, connection, trace));
    }
  }

  private boolean isChosen() {
    return (ThreadLocalRandom.current().nextInt() >>> 1) < chosen;
  }
}
