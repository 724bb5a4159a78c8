package io.outrigger.runtime.component;

/** An instance that must be there for the sidecar to run did not start. */
public final class StartFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  StartFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
