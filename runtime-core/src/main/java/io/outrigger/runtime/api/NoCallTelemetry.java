package io.outrigger.runtime.api;

import io.grpc.Attributes;
import io.grpc.Status;
import io.outrigger.runtime.trace.Span;

/** Counts and notes nothing. */
enum NoCallTelemetry implements CallMeters, CallMeters.OfMethod, CallLog {
  INSTANCE;

  @Override
  public OfMethod of(String fullMethod) {
    return this;
  }

  @Override
  public void began() {
    // Nobody wants to know.
  }

  @Override
  public void ended(Status.Code code, Sizes sizes) {
    // Nobody wants to know.
  }

  @Override
  public void ended(
      String fullMethod, Status status, Sizes sizes, Attributes connection, Span span) {
    // Nobody wants to know.
  }
}
