package io.outrigger.s3;

import io.outrigger.objectstore.StoreFailures;
import io.outrigger.objectstore.StoreFailures.Answer;
import io.outrigger.spi.ComponentException;
import io.outrigger.spi.ErrorCode;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

/** Says with which code a failure of the store, or of the way to it, reaches the caller. */
final class S3Failures {

  /** The reasons that mean something else than their status of HTTP. */
  private static final Map<String, ErrorCode> REASONS =
      Map.ofEntries(
          Map.entry("AccessDenied", ErrorCode.PERMISSION_DENIED),
          Map.entry("InvalidAccessKeyId", ErrorCode.PERMISSION_DENIED),
          Map.entry("SignatureDoesNotMatch", ErrorCode.PERMISSION_DENIED),
          Map.entry("RequestTimeTooSkewed", ErrorCode.PERMISSION_DENIED),
          Map.entry("ExpiredToken", ErrorCode.PERMISSION_DENIED),
          Map.entry("InvalidToken", ErrorCode.PERMISSION_DENIED),
          Map.entry("TokenRefreshRequired", ErrorCode.PERMISSION_DENIED),
          Map.entry("AuthorizationHeaderMalformed", ErrorCode.FAILED_PRECONDITION),
          Map.entry("IllegalLocationConstraintException", ErrorCode.FAILED_PRECONDITION),
          Map.entry("PermanentRedirect", ErrorCode.FAILED_PRECONDITION),
          Map.entry("TemporaryRedirect", ErrorCode.FAILED_PRECONDITION),
          Map.entry("InvalidObjectState", ErrorCode.FAILED_PRECONDITION),
          Map.entry("NotImplemented", ErrorCode.UNSUPPORTED),
          Map.entry("NoSuchUpload", ErrorCode.ABORTED),
          Map.entry("RequestTimeout", ErrorCode.TIMEOUT),
          Map.entry("XMinioAdminBucketQuotaExceeded", ErrorCode.RESOURCE_EXHAUSTED),
          Map.entry("XMinioBucketQuotaExceeded", ErrorCode.RESOURCE_EXHAUSTED),
          // An upload in parts may be refused so with the status 200.
          Map.entry("InternalError", ErrorCode.UNAVAILABLE),
          Map.entry("ServiceUnavailable", ErrorCode.UNAVAILABLE),
          // What was sent has been damaged on the way; the store has kept nothing of it.
          Map.entry("BadDigest", ErrorCode.UNAVAILABLE),
          Map.entry("IncompleteBody", ErrorCode.UNAVAILABLE),
          Map.entry("XAmzContentSHA256Mismatch", ErrorCode.UNAVAILABLE));

  /** What to do about some of them. */
  private static final Map<String, String> HINTS =
      Map.of(
          "PermanentRedirect", "the setting region, or endpoint, of the bucket",
          "AuthorizationHeaderMalformed", "the setting region of the bucket",
          "InvalidObjectState", "an object that has been restored from its archive",
          "NoSuchBucket", "a bucket that is there");

  private S3Failures() {}

  /** Does work that concerns {@code subject}, such as {@code file "a/b"}. */
  static <T> T translating(String subject, Supplier<T> work) {
    try {
      return work.get();
    } catch (SdkException e) {
      throw of(subject, e);
    } catch (IllegalStateException e) {
      // What the client's connections answer once they have been closed.
      throw new ComponentException(
          ErrorCode.UNAVAILABLE, subject + ": " + Objects.toString(e.getMessage()), e);
    }
  }

  /** The failure of an operation about {@code subject}. */
  static ComponentException of(String subject, SdkException failure) {
    return switch (failure) {
      case AwsServiceException refused -> refused(subject, refused);
      case AbortedException _ -> coded(ErrorCode.CANCELLED, subject, "interrupted", failure);
      case ApiCallTimeoutException _ ->
          coded(ErrorCode.TIMEOUT, subject, "no answer of the store in time", failure);
      default -> unanswered(subject, failure);
    };
  }

  /** The failure of a read from an answer of the store that has begun. */
  static ComponentException of(String subject, IOException failure) {
    return StoreFailures.of(subject, failure);
  }

  /** The reason that the store gives; empty when it gives none, as to requests of HEAD. */
  static String reason(AwsServiceException failure) {
    var details = failure.awsErrorDetails();
    return details == null ? "" : Objects.toString(details.errorCode(), "");
  }

  /** Where to look for a bucket that is somewhere else; empty when the store does not say. */
  private static Optional<String> region(AwsServiceException failure) {
    return Optional.ofNullable(failure.awsErrorDetails())
        .flatMap(details -> Optional.ofNullable(details.sdkHttpResponse()))
        .flatMap(response -> response.firstMatchingHeader("x-amz-bucket-region"));
  }

  private static ComponentException refused(String subject, AwsServiceException failure) {
    var details = failure.awsErrorDetails();
    var message = details == null ? "" : Objects.toString(details.errorMessage(), "");
    var reason = reason(failure);
    var known = StoreFailures.of(subject, new Answer(status(failure), reason, message), failure);
    return coded(code(failure, known.code()), known.getMessage() + hint(failure), failure);
  }

  private static int status(AwsServiceException failure) {
    return failure.statusCode();
  }

  private static ErrorCode code(AwsServiceException failure, ErrorCode byStatus) {
    var reason = reason(failure);
    if (reason.isEmpty() && (failure.statusCode() / 100 == 3 || failure.statusCode() == 400)) {
      return ErrorCode.FAILED_PRECONDITION;
    }
    return REASONS.getOrDefault(reason, byStatus);
  }

  private static String hint(AwsServiceException failure) {
    var hint = HINTS.get(reason(failure));
    if (region(failure).isPresent() && failure.statusCode() != 404) {
      return " (expected: the setting region " + region(failure).get() + ')';
    }
    return hint == null ? "" : " (expected: " + hint + ')';
  }

  private static ComponentException unanswered(String subject, SdkException failure) {
    var io =
        Stream.<Throwable>iterate(failure, Objects::nonNull, Throwable::getCause)
            .filter(IOException.class::isInstance)
            .map(IOException.class::cast)
            .findFirst();
    if (io.isEmpty()) {
      return withoutAnswer(subject, failure);
    }
    if (io.get() instanceof ConnectionRequestTimeoutException) {
      return coded(
          ErrorCode.RESOURCE_EXHAUSTED,
          subject,
          "all connections are in use (expected: a free one; see the setting max_connections)",
          failure);
    }
    return StoreFailures.of(subject, io.get());
  }

  private static ComponentException withoutAnswer(String subject, SdkException failure) {
    var message = Objects.toString(failure.getMessage(), "");
    return message.contains("Unable to load credentials")
        ? coded(
            ErrorCode.PERMISSION_DENIED,
            subject,
            "no credentials (expected: accessKeyID and accessKeySecret, or some in the"
                + " environment, web identities not among them): "
                + message,
            failure)
        : coded(ErrorCode.INTERNAL, subject, message, failure);
  }

  private static ComponentException coded(
      ErrorCode code, String subject, String what, SdkException cause) {
    return coded(code, subject + ": " + what, cause);
  }

  private static ComponentException coded(ErrorCode code, String message, SdkException cause) {
    return new ComponentException(code, message, cause);
  }
}
