package io.outrigger.spi;

import org.jspecify.annotations.Nullable;

/**
 * A failure with a code. A component throws it when it means something exact, such as an etag
 * mismatch; everything else it may let pass, and the runtime translates it.
 */
public final class ComponentException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final ErrorCode code;

  /** A failure; the message says what was wrong, the value, and what was expected. */
  public ComponentException(ErrorCode code, String message) {
    this(code, message, null);
  }

  /** A failure that another caused. */
  public ComponentException(ErrorCode code, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  /** What kind of failure it was. */
  public ErrorCode code() {
    return code;
  }
}
