package io.outrigger.client;

import io.outrigger.client.Calls.Answer;

/** The result of a call that has none. */
final class Nothing {

  private Nothing() {}

  /** Makes nothing of any answer. */
  @SuppressWarnings("NullAway") // There is no other Void.
  static <R> Answer<R, Void> answer() {
    return (response, headers) -> null;
  }
}
