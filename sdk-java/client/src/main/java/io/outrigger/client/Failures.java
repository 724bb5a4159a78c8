package io.outrigger.client;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ErrorInfo;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.protobuf.StatusProto;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Makes of gRPC's statuses, and of whatever else ends a call, the client's one exception. */
final class Failures {

  private Failures() {}

  /** The failure that a status and its trailers tell of. */
  static OutriggerException of(Status status, @Nullable Metadata trailers, Subject subject) {
    var message = status.getDescription();
    return new OutriggerException(
        code(status),
        reason(status, trailers),
        subject,
        message == null ? "no message" : message + whatLiesBelow(status.getCause()),
        status.getCause());
  }

  /** The code of a status that is not OK. */
  static ErrorCode code(Status status) {
    return ErrorCode.valueOf(status.getCode().name());
  }

  /** The reason in the sidecar's {@code google.rpc.ErrorInfo}; empty where there is none. */
  private static String reason(Status status, @Nullable Metadata trailers) {
    var details = StatusProto.fromStatusAndTrailers(status, trailers);
    for (var detail : details.getDetailsList()) {
      if (detail.is(ErrorInfo.class)) {
        try {
          return detail.unpack(ErrorInfo.class).getReason();
        } catch (InvalidProtocolBufferException e) {
          return "";
        }
      }
    }
    return "";
  }

  /** Why a connection failed, which gRPC tells in causes only. */
  private static String whatLiesBelow(@Nullable Throwable cause) {
    if (cause == null) {
      return "";
    }
    var root = cause;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage() == null ? "" : " (" + root.getMessage() + ")";
  }

  /** A value that its codec could not read. */
  static OutriggerException unreadable(Subject subject, RuntimeException cause) {
    return new OutriggerException(
        ErrorCode.DATA_LOSS, "CODEC", subject, "the value cannot be decoded: " + cause, cause);
  }

  /** A time limit of the client's own. */
  static OutriggerException timeUp(Subject subject, String message) {
    return new OutriggerException(ErrorCode.DEADLINE_EXCEEDED, "TIMEOUT", subject, message, null);
  }

  /** A call that waited when its client was closed. */
  static OutriggerException closed(Subject subject) {
    return new OutriggerException(
        ErrorCode.UNAVAILABLE, "", subject, "the client was closed", null);
  }

  /** A call that its own thread gave up. */
  static OutriggerException cancelled(Subject subject, String message) {
    return new OutriggerException(ErrorCode.CANCELLED, "", subject, message, null);
  }

  /** What a stage failed with, without what stages wrap it in. */
  static Throwable unwrap(Throwable failure) {
    var unwrapped = failure;
    while ((unwrapped instanceof CompletionException || unwrapped instanceof ExecutionException)
        && unwrapped.getCause() != null) {
      unwrapped = unwrapped.getCause();
    }
    return unwrapped;
  }
}
