package io.outrigger.runtime.telemetry.trace;

/** Segments may not have arrived; the message says why. */
final class SendException extends Exception {

  private static final long serialVersionUID = 1L;

  SendException(String message, Throwable cause) {
    super(message, cause);
  }
}
