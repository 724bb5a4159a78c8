package io.outrigger.runtime.config;

/** When a key of a config is the key of a setting. */
enum KeyMatching {
  /** When they are equal. */
  EXACT {
    @Override
    boolean same(String written, String key) {
      return written.equals(key);
    }
  },
  /** When they differ at most in case, as Go's JSON decoder sees it. */
  IGNORE_CASE {
    @Override
    boolean same(String written, String key) {
      return written.equalsIgnoreCase(key);
    }
  };

  abstract boolean same(String written, String key);
}
