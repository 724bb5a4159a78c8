package io.outrigger.benchmarks.measuring;

/** A run that cannot go on; the message is the one line that says why. */
public final class BenchmarkException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public BenchmarkException(String message) {
    super(message);
  }
}
