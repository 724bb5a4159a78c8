package io.outrigger.runtime.telemetry.trace;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** Numbers that nothing else in the world has, and how they are written. */
final class Ids {

  /** Keeps processes apart that were started at the same moment and draw the same numbers. */
  private static final long PROCESS = new SecureRandom().nextLong();

  private Ids() {}

  /** A number that is not 0. */
  static long random() {
    long id = ThreadLocalRandom.current().nextLong() ^ PROCESS;
    return id == 0 ? 1 : id;
  }

  static String hex(long id) {
    return HexFormat.of().toHexDigits(id);
  }

  static String hex(long high, long low) {
    return hex(high) + hex(low);
  }
}
