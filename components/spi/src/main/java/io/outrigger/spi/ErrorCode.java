package io.outrigger.spi;

/** What kind of failure it was; each API has its own status for each. */
public enum ErrorCode {
  /** The request can never succeed as it is. */
  INVALID_ARGUMENT,
  /** What was asked for is not there. */
  NOT_FOUND,
  /** What was to be made is there already. */
  ALREADY_EXISTS,
  /** The backend, or a rule of the config, does not let this caller do it. */
  PERMISSION_DENIED,
  /** The building block is not configured, or the backend is not in the state that it needs. */
  FAILED_PRECONDITION,
  /** The entry has another etag than the caller expected. */
  ETAG_MISMATCH,
  /** The etag is none that this store could have given out. */
  ETAG_INVALID,
  /** The operation collided with another; repeating it from the beginning may help. */
  ABORTED,
  /** A bound was reached: a queue, a quota, a size. */
  RESOURCE_EXHAUSTED,
  /** The backend could not be reached; a repetition may help. */
  UNAVAILABLE,
  /** The deadline passed. Whether the operation took effect is not known. */
  TIMEOUT,
  /** The caller went away. */
  CANCELLED,
  /** The store cannot do this. */
  UNSUPPORTED,
  /** Stored data is broken. */
  DATA_LOSS,
  /** A defect, or a failure of the backend that nobody has classified. */
  INTERNAL
}
