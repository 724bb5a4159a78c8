package io.outrigger.client;

/** What kind of failure a call ended with; the codes of gRPC that a sidecar or a client uses. */
public enum ErrorCode {
  /** The call was cancelled, or its thread interrupted. */
  CANCELLED,
  /** Not said; only a proxy between client and sidecar answers so. */
  UNKNOWN,
  /** The request can never succeed as it is, or names an instance that the config lacks. */
  INVALID_ARGUMENT,
  /** The time was up; whether the operation took effect is not known. */
  DEADLINE_EXCEEDED,
  /** There is no such file or secret. */
  NOT_FOUND,
  /** It is there already. */
  ALREADY_EXISTS,
  /** The config or the backend does not let the application do it. */
  PERMISSION_DENIED,
  /** A bound was reached. */
  RESOURCE_EXHAUSTED,
  /** The config has no instance of the building block at all. */
  FAILED_PRECONDITION,
  /** Somebody else was faster: an etag is not the current one any more. */
  ABORTED,
  /** Something is beyond its end. */
  OUT_OF_RANGE,
  /** The sidecar or the instance cannot do it. */
  UNIMPLEMENTED,
  /** A defect, or a failure of the backend without a better name. */
  INTERNAL,
  /** The sidecar or its backend could not be reached; a repetition may help. */
  UNAVAILABLE,
  /** What came back cannot be read. */
  DATA_LOSS,
  /** The token is missing or wrong. */
  UNAUTHENTICATED
}
