package io.outrigger.runtime.api;

import com.google.protobuf.Any;
import com.google.rpc.ErrorInfo;
import com.google.rpc.Status;
import io.grpc.Metadata;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.outrigger.runtime.component.Failures;
import io.outrigger.runtime.service.ServiceException;
import io.outrigger.runtime.trace.Traced;
import io.outrigger.spi.Call;
import io.outrigger.spi.ErrorCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Maps failures to gRPC statuses, with a {@code google.rpc.ErrorInfo} whose domain is {@value
 * #DOMAIN} and whose reason is the service's or the component's own code. Never UNKNOWN.
 */
public final class StatusMapper {

  /** The domain of the reasons. */
  public static final String DOMAIN = "outrigger";

  private static final int MAX_MESSAGE_CHARS = 512;

  private static final Logger log = LoggerFactory.getLogger(StatusMapper.class);

  private StatusMapper() {}

  /** The status of the failure of a call; its trailers carry the details. */
  public static StatusRuntimeException map(Throwable failure, Call call) {
    return switch (Failures.unwrap(failure)) {
      case StatusRuntimeException status -> status;
      case ApiException e -> status(code(e.code()), e.reason(), Failures.message(e));
      case ServiceException e -> status(code(e.code()), e.reason().name(), Failures.message(e));
      case Throwable e -> component(e, call);
    };
  }

  private static StatusRuntimeException component(Throwable failure, Call call) {
    var translated = Failures.translate(failure);
    if (translated != failure && translated.code() == ErrorCode.INTERNAL) {
      Traced.by(call.trace(), log.atError()).setCause(failure).log("event=defect");
    }
    return status(code(translated.code()), translated.code().name(), Failures.message(translated));
  }

  /** A status with its details. */
  public static StatusRuntimeException status(Code code, String reason, String message) {
    var info = ErrorInfo.newBuilder().setDomain(DOMAIN).setReason(reason).build();
    return StatusProto.toStatusRuntimeException(
        Status.newBuilder()
            .setCode(code.value())
            .setMessage(capped(message))
            .addDetails(Any.pack(info))
            .build());
  }

  /**
   * A message short enough for a header, whatever keys and names it quotes: clients take 8 KiB of
   * headers, and the message stands there twice, its characters perhaps escaped.
   */
  private static String capped(String message) {
    if (message.length() <= MAX_MESSAGE_CHARS) {
      return message;
    }
    var end = MAX_MESSAGE_CHARS / 2;
    return message.substring(0, Character.isHighSurrogate(message.charAt(end - 1)) ? end - 1 : end)
        + " ... ("
        + message.length()
        + " characters)";
  }

  /** The trailers of a mapped status. */
  public static Metadata trailers(StatusRuntimeException status) {
    var trailers = status.getTrailers();
    return trailers == null ? new Metadata() : trailers;
  }

  /** The gRPC code of a failure's code. */
  public static Code code(ErrorCode code) {
    return switch (code) {
      case INVALID_ARGUMENT, ETAG_INVALID -> Code.INVALID_ARGUMENT;
      case NOT_FOUND -> Code.NOT_FOUND;
      case ALREADY_EXISTS -> Code.ALREADY_EXISTS;
      case PERMISSION_DENIED -> Code.PERMISSION_DENIED;
      case FAILED_PRECONDITION -> Code.FAILED_PRECONDITION;
      case ETAG_MISMATCH, ABORTED -> Code.ABORTED;
      case RESOURCE_EXHAUSTED -> Code.RESOURCE_EXHAUSTED;
      case UNAVAILABLE -> Code.UNAVAILABLE;
      case TIMEOUT -> Code.DEADLINE_EXCEEDED;
      case CANCELLED -> Code.CANCELLED;
      case UNSUPPORTED -> Code.UNIMPLEMENTED;
      case DATA_LOSS -> Code.DATA_LOSS;
      case INTERNAL -> Code.INTERNAL;
    };
  }
}
