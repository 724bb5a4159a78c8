package io.outrigger.benchmarks.sdk;

/** What the sidecar of the benchmark has. */
final class Names {

  /** The state store, and the file store. */
  static final String STORE = "bench";

  /** A value of 16 bytes. */
  static final String KEY = "small";

  /** A file of 64 MiB. */
  static final String FILE = "large";

  static final int FILE_BYTES = 64 << 20;

  private Names() {}
}
