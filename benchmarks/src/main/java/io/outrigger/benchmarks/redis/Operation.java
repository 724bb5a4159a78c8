package io.outrigger.benchmarks.redis;

import io.outrigger.benchmarks.measuring.Target;

/** A kind of call that is measured. */
enum Operation {
  GET("GetState 16 B"),
  SAVE("SaveState 1 KiB"),
  NEXT_ID("GetNextId WEAK"),
  LOCK("TryLock, Unlock");

  private final String text;

  Operation(String text) {
    this.text = text;
  }

  /** What its calls per second shall be, as a part of the echo server's. */
  Target speed() {
    return switch (this) {
      case GET -> Target.atLeast(0.60);
      case SAVE -> Target.atLeast(0.45);
      case NEXT_ID -> Target.atLeast(0.78);
      case LOCK -> Target.none();
    };
  }

  /** How many seconds of processor time Redis may use per 100,000 of them. */
  Target redisCpu() {
    return switch (this) {
      case GET -> Target.atMost(0.20);
      case SAVE -> Target.atMost(0.35);
      case NEXT_ID, LOCK -> Target.none();
    };
  }

  @Override
  public String toString() {
    return text;
  }
}
