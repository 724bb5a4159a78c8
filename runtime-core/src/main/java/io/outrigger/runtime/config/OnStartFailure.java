package io.outrigger.runtime.config;

/** What happens when an instance does not start. */
public enum OnStartFailure {
  /** Try again in the background; calls get UNAVAILABLE until it works. */
  RETRY,
  /** Close what was started and exit with status 69. */
  EXIT
}
