package io.outrigger.spi.state;

import io.outrigger.spi.ComponentException;
import org.jspecify.annotations.Nullable;

/**
 * The answer for one key of many.
 *
 * @param key the key with its prefix
 * @param value what stands there; absent when the read failed
 * @param failure why the read failed; null when it did not
 */
public record StateResult(String key, StateValue value, @Nullable ComponentException failure) {

  /** A read that worked. */
  public static StateResult of(String key, StateValue value) {
    return new StateResult(key, value, null);
  }

  /** A read that failed. */
  public static StateResult failed(String key, ComponentException failure) {
    return new StateResult(key, StateValue.absent(), failure);
  }
}
