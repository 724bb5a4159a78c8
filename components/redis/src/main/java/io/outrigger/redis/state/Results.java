package io.outrigger.redis.state;

import io.outrigger.spi.ComponentException;
import io.outrigger.spi.ErrorCode;
import io.outrigger.spi.state.StateResult;
import io.outrigger.spi.state.StateValue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** Turns what failed for one key into a result of it. */
final class Results {

  private Results() {}

  /** The value, or the failure, of a read of many. */
  static CompletionStage<StateResult> of(String key, CompletionStage<StateValue> read) {
    return read.handle((value, failure) ->
        failure == null ? StateResult.of(key, value) : StateResult.failed(key, exact(failure)));
  }

  /** The failure with its code. */
  static ComponentException exact(Throwable failure) {
    var cause = failure;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause instanceof ComponentException known
        ? known
        : new ComponentException(ErrorCode.INTERNAL, String.valueOf(cause.getMessage()), cause);
  }
}
