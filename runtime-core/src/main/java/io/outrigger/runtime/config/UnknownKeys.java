package io.outrigger.runtime.config;

/** What an unknown key in the config is. */
public enum UnknownKeys {
  /** A problem: the sidecar does not start. */
  ERROR,
  /** A warning: the key has no effect. */
  WARN
}
