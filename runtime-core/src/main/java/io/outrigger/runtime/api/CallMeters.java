package io.outrigger.runtime.api;

import io.grpc.Status;

/** Counts the calls that reach the sidecar. Safe for use by many threads. */
public interface CallMeters {

  /** Counts nothing. */
  static CallMeters none() {
    return NoCallTelemetry.INSTANCE;
  }

  /**
   * The counter of a method. Names that clients have made up share one.
   *
   * @param fullMethod such as {@code spec.proto.runtime.v1.Runtime/GetState}
   */
  OfMethod of(String fullMethod);

  /** Counts the calls of one method. */
  interface OfMethod {

    /** A call has begun. */
    void began();

    /** A call has ended. */
    void ended(Status.Code code, Sizes sizes);
  }

  /**
   * How much a call was.
   *
   * @param nanos from its headers to its end
   * @param receivedBytes of its requests, as they came
   * @param sentBytes of its responses, as they went
   */
  record Sizes(long nanos, long receivedBytes, long sentBytes) {}
}
