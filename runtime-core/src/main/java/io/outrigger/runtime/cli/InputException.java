package io.outrigger.runtime.cli;

/** The input of a command is wrong; the message says what and what was expected. */
final class InputException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  InputException(String message) {
    super(message);
  }

  InputException(String message, Throwable cause) {
    super(message, cause);
  }
}
