package io.outrigger.runtime.cli;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ErrorInfo;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;

/** Puts the error of a call into a line. */
final class Refusals {

  private Refusals() {}

  /** {@code ABORTED (ETAG_MISMATCH): the message}. */
  static String text(StatusRuntimeException failure) {
    var status = failure.getStatus();
    var message = status.getDescription() == null ? "" : ": " + status.getDescription();
    return status.getCode() + reason(failure) + message;
  }

  /**
   * Whether the sidecar has said so, and not the connection, as one that ends because the sidecar
   * does not like the client's certificate: such a failure has no details.
   */
  static boolean isOfSidecar(StatusRuntimeException failure) {
    var details = StatusProto.fromThrowable(failure);
    return failure.getStatus().getCode() != Code.UNAVAILABLE
        || (details != null && details.getDetailsCount() > 0);
  }

  private static String reason(StatusRuntimeException failure) {
    var details = StatusProto.fromThrowable(failure);
    if (details == null) {
      return "";
    }
    return details.getDetailsList().stream()
        .filter(any -> any.is(ErrorInfo.class))
        .map(Refusals::reason)
        .filter(reason -> !reason.equals(failure.getStatus().getCode().name()))
        .findFirst()
        .map(" (%s)"::formatted)
        .orElse("");
  }

  private static String reason(Any any) {
    try {
      return any.unpack(ErrorInfo.class).getReason();
    } catch (InvalidProtocolBufferException e) {
      return "?";
    }
  }
}
