package io.outrigger.runtime.api;

import io.grpc.Status;
import io.outrigger.spi.TraceContext;

/** Notes the calls that have ended. Safe for use by many threads, and must not block them. */
public interface CallLog {

  /** Notes nothing. */
  static CallLog none() {
    return NoCallTelemetry.INSTANCE;
  }

  /** A call has ended. */
  void ended(String fullMethod, Status status, CallMeters.Sizes sizes, TraceContext trace);
}
