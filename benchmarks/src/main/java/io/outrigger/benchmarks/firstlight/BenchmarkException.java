package io.outrigger.benchmarks.firstlight;

/** A run that cannot go on; the message is the one line that says why. */
final class BenchmarkException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  BenchmarkException(String message) {
    super(message);
  }
}
