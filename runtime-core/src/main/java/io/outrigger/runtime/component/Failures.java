package io.outrigger.runtime.component;

import io.outrigger.spi.Call;
import io.outrigger.spi.ComponentException;
import io.outrigger.spi.ErrorCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Says with which code a failure of a component reaches the caller. */
public final class Failures {

  private Failures() {}

  /** The failure itself, or one with a code that has it as its cause. */
  public static ComponentException translate(Throwable failure) {
    var cause = unwrap(failure);
    if (cause instanceof ComponentException exact) {
      return exact;
    }
    return new ComponentException(code(cause), message(cause), cause);
  }

  /** The failure of an operation of {@code call} that ends before the instance has answered. */
  static ComponentException unanswered(Call call, String instance) {
    return CancellableCall.isExpired(call)
        ? late(instance)
        : new ComponentException(ErrorCode.CANCELLED, "the caller has gone");
  }

  /** The failure of an operation whose time is up. */
  static ComponentException late(String instance) {
    return new ComponentException(ErrorCode.TIMEOUT, instance + " did not answer in time");
  }

  /** What a stage failed with, without the wrappers of {@code java.util.concurrent}. */
  public static Throwable unwrap(Throwable failure) {
    var cause = failure;
    while ((cause instanceof CompletionException || cause instanceof ExecutionException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  /** Lets a failure of the virtual machine go on its way, whoever has been told of it before. */
  static void rethrowIfFatal(Throwable failure) {
    if (failure instanceof VirtualMachineError fatal) {
      throw fatal;
    }
  }

  /** A failure in a few words: its message, or its type when it has none. */
  public static String message(@Nullable Throwable failure) {
    if (failure == null) {
      return "";
    }
    var message = failure.getMessage();
    return message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
  }

  private static ErrorCode code(Throwable failure) {
    return switch (failure) {
      case IOException ignored -> ErrorCode.UNAVAILABLE;
      case UncheckedIOException ignored -> ErrorCode.UNAVAILABLE;
      case TimeoutException ignored -> ErrorCode.TIMEOUT;
      case CancellationException ignored -> ErrorCode.CANCELLED;
      case InterruptedException ignored -> ErrorCode.CANCELLED;
      case IllegalArgumentException ignored -> ErrorCode.INVALID_ARGUMENT;
      case UnsupportedOperationException ignored -> ErrorCode.UNSUPPORTED;
      default -> ErrorCode.INTERNAL;
    };
  }
}
