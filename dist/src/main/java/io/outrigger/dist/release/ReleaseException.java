package io.outrigger.dist.release;

/** A release cannot be made; the message says why to whoever wants one. */
final class ReleaseException extends RuntimeException {

  private static final long serialVersionUID = 1;

  ReleaseException(String message) {
    super(message);
  }
}
