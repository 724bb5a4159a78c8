package io.outrigger.objectstore;

import io.outrigger.spi.ComponentException;
import io.outrigger.spi.ErrorCode;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says with which code what an object store answers, or that it does not, reaches the caller. */
public final class StoreFailures {

  private static final Set<String> EXHAUSTED =
      Set.of(
          "SlowDown",
          "SlowDownRead",
          "SlowDownWrite",
          "TooManyRequests",
          "RequestLimitExceeded",
          "QuotaExceeded",
          "XMinioStorageFull",
          "EntityTooLarge");
  private static final Set<String> CLOCK_SKEW =
      Set.of("RequestTimeTooSkewed", "RequestIsExpired", "RequestExpired");

  private StoreFailures() {}

  /**
   * An answer that tells of a failure.
   *
   * @param status the status of HTTP
   * @param reason the store's own code, such as {@code NoSuchKey}; empty when there is none
   * @param message what the store says
   */
  public record Answer(int status, String reason, String message) {

    /** The code that it reaches the caller with. */
    public ErrorCode code() {
      if (EXHAUSTED.contains(reason)) {
        return ErrorCode.RESOURCE_EXHAUSTED;
      }
      return switch (status) {
        case 400, 405, 411, 414 -> ErrorCode.INVALID_ARGUMENT;
        case 401, 403 -> ErrorCode.PERMISSION_DENIED;
        case 404, 410 -> ErrorCode.NOT_FOUND;
        case 408, 504 -> ErrorCode.TIMEOUT;
        case 409 -> ErrorCode.ABORTED;
        case 412 -> ErrorCode.ALREADY_EXISTS;
        case 413, 429, 507, 509 -> ErrorCode.RESOURCE_EXHAUSTED;
        default -> status >= 500 ? ErrorCode.UNAVAILABLE : ErrorCode.INTERNAL;
      };
    }

    private String text() {
      var text = new StringBuilder().append(status);
      if (!reason.isBlank()) {
        text.append(' ').append(reason);
      }
      if (!message.isBlank()) {
        text.append(": ").append(message);
      }
      if (CLOCK_SKEW.contains(reason)) {
        text.append(" (expected: the clock of this host to agree with the store's)");
      }
      return text.toString();
    }
  }

  /**
   * The failure of an operation that the store refused.
   *
   * @param subject what the operation was about, such as {@code file "a/b"}
   */
  public static ComponentException of(String subject, Answer answer, @Nullable Throwable cause) {
    return new ComponentException(
        answer.code(), subject + ": the store answers " + answer.text(), cause);
  }

  /** The failure of an operation that the store has not answered, or not to its end. */
  public static ComponentException of(String subject, IOException cause) {
    return new ComponentException(
        code(cause), subject + ": no answer of the store: " + text(cause), cause);
  }

  private static ErrorCode code(IOException failure) {
    return switch (failure) {
      case SocketTimeoutException ignored -> ErrorCode.TIMEOUT;
      case HttpTimeoutException ignored -> ErrorCode.TIMEOUT;
      case InterruptedIOException ignored -> ErrorCode.CANCELLED;
      case ClosedByInterruptException ignored -> ErrorCode.CANCELLED;
      default ->
          Thread.currentThread().isInterrupted() ? ErrorCode.CANCELLED : ErrorCode.UNAVAILABLE;
    };
  }

  private static String text(Throwable failure) {
    var message = failure.getMessage();
    return message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
  }
}
