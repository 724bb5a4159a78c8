package io.outrigger.hdfs;

/**
 * The way from names to those that HDFS keeps. HDFS refuses a colon; it is kept as U+F03A, of the
 * area for private use, as Cygwin and Samba keep it where a file system has no colons. All other
 * characters stand for themselves.
 */
final class StoredNames {

  /** What stands for a colon. */
  static final char COLON = '\uF03A';

  private StoredNames() {}

  /** The name that HDFS keeps. */
  static String stored(String name) {
    return name.replace(':', COLON);
  }

  /** The name that was given. */
  static String given(String stored) {
    return stored.replace(COLON, ':');
  }
}
