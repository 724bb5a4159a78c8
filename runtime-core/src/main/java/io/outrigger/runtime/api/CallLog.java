package io.outrigger.runtime.api;

import io.grpc.Attributes;
import io.grpc.Status;
import io.outrigger.runtime.trace.Span;

/** Notes the calls that have ended. Safe for use by many threads, and must not block them. */
public interface CallLog {

  /** Notes nothing. */
  static CallLog none() {
    return NoCallTelemetry.INSTANCE;
  }

  /**
   * A call has ended.
   *
   * @param connection what is known of the connection that it came over; empty when no handler was
   *     there for it
   * @param span the call's; to say where it stands takes time, so only what is written asks for it
   */
  void ended(
      String fullMethod, Status status, CallMeters.Sizes sizes, Attributes connection, Span span);
}
