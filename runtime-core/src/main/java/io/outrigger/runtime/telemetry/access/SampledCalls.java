package io.outrigger.runtime.telemetry.access;

import io.grpc.Attributes;
import io.grpc.Status;
import io.outrigger.runtime.api.CallLog;
import io.outrigger.runtime.api.CallMeters;
import io.outrigger.runtime.telemetry.Sampler;
import io.outrigger.runtime.trace.Span;

/** Chooses calls by chance, and hands them to a writer. */
final class SampledCalls implements CallLog {

  private final Sampler sampler;
  private final AccessWriter writer;

  /**
   * Chooses a part of the calls.
   *
   * @param rate 0 for none, 1 for all
   */
  SampledCalls(double rate, AccessWriter writer) {
    this.sampler = new Sampler(rate);
    this.writer = writer;
  }

  @Override
  public void ended(
      String fullMethod, Status status, CallMeters.Sizes sizes, Attributes connection, Span span) {
    if (sampler.chooses()) {
      var now = System.currentTimeMillis();
      writer.add(new EndedCall(now, fullMethod, status.getCode(), sizes, connection, span));
    }
  }
}
