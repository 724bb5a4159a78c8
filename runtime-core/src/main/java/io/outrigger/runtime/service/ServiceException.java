package io.outrigger.runtime.service;

import io.outrigger.spi.ErrorCode;

/**
 * A call that a building block refuses before any store sees it. Each API has its own words for
 * some reasons; the message is for those that have none.
 */
public final class ServiceException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Why a call was refused. */
  public enum Reason {
    /** The config has no instance of the building block at all. */
    NOT_CONFIGURED(ErrorCode.FAILED_PRECONDITION),
    /** The config has instances, but none of this name. */
    UNKNOWN_INSTANCE(ErrorCode.INVALID_ARGUMENT),
    /** The config has an instance of this name, whose type is not installed. */
    NOT_INSTALLED(ErrorCode.UNSUPPORTED),
    /** The key contains what separates it from its prefix. */
    ILLEGAL_KEY(ErrorCode.INVALID_ARGUMENT),
    /** A field has a value that cannot be meant. */
    ILLEGAL_VALUE(ErrorCode.INVALID_ARGUMENT),
    /** A rule of the config does not let the app do it. */
    FORBIDDEN(ErrorCode.PERMISSION_DENIED),
    /** The instance lacks the ability. */
    UNSUPPORTED(ErrorCode.UNSUPPORTED);

    private final ErrorCode code;

    Reason(ErrorCode code) {
      this.code = code;
    }
  }

  private final Reason reason;

  /** A refusal. */
  public ServiceException(Reason reason, String message) {
    super(message, null, false, false);
    this.reason = reason;
  }

  static ServiceException illegalValue(String message) {
    return new ServiceException(Reason.ILLEGAL_VALUE, message);
  }

  static ServiceException illegalKey(String key) {
    return new ServiceException(
        Reason.ILLEGAL_KEY, "input key/keyPrefix '%s' can't contain '||'".formatted(key));
  }

  /** Why the call was refused. */
  public Reason reason() {
    return reason;
  }

  /** What kind of failure it is. */
  public ErrorCode code() {
    return reason.code;
  }
}
