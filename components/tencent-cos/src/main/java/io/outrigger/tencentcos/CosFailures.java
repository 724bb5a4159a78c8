package io.outrigger.tencentcos;

import com.qcloud.cos.exception.AbortedException;
import com.qcloud.cos.exception.CosClientException;
import com.qcloud.cos.exception.CosServiceException;
import io.outrigger.objectstore.StoreFailures;
import io.outrigger.objectstore.StoreFailures.Answer;
import io.outrigger.spi.ComponentException;
import io.outrigger.spi.ErrorCode;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.http.conn.ConnectionPoolTimeoutException;
import org.jspecify.annotations.Nullable;

/** Says with which code a failure of the SDK reaches the caller. */
final class CosFailures {

  /**
   * Where COS means something else by its code than its status says. Content that was changed or
   * cut on its way may arrive the next time.
   */
  private static final Map<String, ErrorCode> CODES =
      Map.of(
          "FileAlreadyExists", ErrorCode.ALREADY_EXISTS,
          "NoSuchUpload", ErrorCode.ABORTED,
          "BadDigest", ErrorCode.UNAVAILABLE,
          "IncompleteBody", ErrorCode.UNAVAILABLE,
          "ExpiredToken", ErrorCode.PERMISSION_DENIED,
          "InvalidObjectState", ErrorCode.FAILED_PRECONDITION,
          "RequestTimeout", ErrorCode.TIMEOUT);

  private static final Map<String, String> HINTS =
      Map.of(
          "InvalidAccessKeyId", "accessKeyID of a key that is enabled",
          "SignatureDoesNotMatch", "accessKeySecret that belongs to accessKeyID",
          "ExpiredToken", "a sessionToken that has not expired",
          "AccessDenied", "a key that is allowed this, and to list the bucket",
          "NoSuchBucket", "endpoint with a bucket that exists in its region");

  /** What the SDK says of an answer that is no XML, such as that of a proxy. */
  private static final Pattern UNREADABLE = Pattern.compile("Response Code: (\\d{3})");

  private CosFailures() {}

  /**
   * The failure of an operation.
   *
   * @param subject what it was about, such as {@code file "a/b"}
   */
  static ComponentException of(String subject, CosClientException failure) {
    if (failure instanceof CosServiceException refusal) {
      return refused(subject, refusal);
    }
    if (isInterrupt(failure)) {
      // The SDK has taken the flag.
      Thread.currentThread().interrupt();
      return new ComponentException(ErrorCode.CANCELLED, subject + ": interrupted", failure);
    }
    var message = Objects.toString(failure.getMessage(), "");
    var unreadable = UNREADABLE.matcher(message);
    if (unreadable.find()) {
      int status = Integer.parseInt(unreadable.group(1));
      return StoreFailures.of(subject, new Answer(status, "", "not in XML"), failure);
    }
    if (message.startsWith("Unable to verify integrity")) {
      return damaged(subject, "the store has another checksum for it", failure);
    }
    return unanswered(subject, failure);
  }

  /** The failure of content whose checksum is wrong. */
  static ComponentException damaged(String subject, String what, @Nullable Throwable cause) {
    return new ComponentException(ErrorCode.DATA_LOSS, subject + ": " + what, cause);
  }

  private static ComponentException refused(String subject, CosServiceException refusal) {
    var reason = reason(refusal);
    int status = refusal.getStatusCode();
    var answer = new Answer(status, reason, text(refusal));
    var plain = StoreFailures.of(subject, answer, refusal);
    // Where an upload is ended, COS may say 200 and tell of a failure behind it.
    var code = status < 300 ? new Answer(500, reason, "").code() : plain.code();
    var hint = HINTS.containsKey(reason) ? " (expected: " + HINTS.get(reason) + ')' : "";
    return new ComponentException(
        CODES.getOrDefault(reason, code), plain.getMessage() + hint, refusal);
  }

  /** COS's code; none for HEAD, where the SDK puts in the status line. */
  private static String reason(CosServiceException refusal) {
    var code = Objects.toString(refusal.getErrorCode(), "");
    return code.contains(" ") ? "" : code;
  }

  private static String text(CosServiceException refusal) {
    var request = Objects.toString(refusal.getRequestId(), "");
    var message = Objects.toString(refusal.getErrorMessage(), "").strip();
    return request.isEmpty() ? message : (message + " [request " + request + ']').strip();
  }

  private static boolean isInterrupt(CosClientException failure) {
    return failure instanceof AbortedException
        || causes(failure).anyMatch(InterruptedException.class::isInstance)
        || Objects.toString(failure.getMessage(), "").equals("operation has been interrupted!");
  }

  private static ComponentException unanswered(String subject, CosClientException failure) {
    var cause = inputFailure(failure);
    if (cause.isEmpty()) {
      // Not the SDK's own message, which may show the headers of the request with their token.
      var root = causes(failure).reduce((before, last) -> last).orElse(failure);
      var text = failure.getCause() == null ? "" : ": " + root.getMessage();
      return new ComponentException(
          ErrorCode.UNAVAILABLE, subject + ": no proper answer of the store" + text, root);
    }
    if (cause.get() instanceof ConnectionPoolTimeoutException busy) {
      return new ComponentException(
          ErrorCode.RESOURCE_EXHAUSTED,
          subject + ": all connections are taken (expected: one within max_connections)",
          busy);
    }
    return StoreFailures.of(subject, cause.get());
  }

  private static Optional<IOException> inputFailure(CosClientException failure) {
    return causes(failure)
        .filter(IOException.class::isInstance)
        .map(IOException.class::cast)
        .findFirst();
  }

  private static Stream<Throwable> causes(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause);
  }
}
