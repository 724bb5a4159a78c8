package io.outrigger.dist.release;

import java.nio.file.Path;

/** Which components an archive or image brings. */
enum Flavour {
  /** Every component. */
  FULL("", 300),
  /** The built-in components, Redis and MongoDB: what lies on the class path. */
  SLIM("-slim", 120);

  private static final Path COMPONENTS = Path.of("components");

  private final String suffix;
  private final int limitMegabytes;

  Flavour(String suffix, int limitMegabytes) {
    this.suffix = suffix;
    this.limitMegabytes = limitMegabytes;
  }

  /** What stands behind the name of the program. */
  String suffix() {
    return suffix;
  }

  /** The most that an archive or image may have, compressed, in millions of bytes. */
  int limitMegabytes() {
    return limitMegabytes;
  }

  /** Whether it brings a file of the distribution, named by its path in it. */
  boolean brings(Path file) {
    return this == FULL
        || !file.startsWith(COMPONENTS)
        || file.equals(COMPONENTS)
        || file.equals(COMPONENTS.resolve("README"));
  }
}
