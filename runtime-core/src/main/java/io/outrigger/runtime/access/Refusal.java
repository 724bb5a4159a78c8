package io.outrigger.runtime.access;

import io.grpc.ServerCall;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthGrpc;
import io.outrigger.runtime.api.StatusMapper;

/** Ends a call before anybody has seen its request. */
final class Refusal {

  private Refusal() {}

  /**
   * Whether a call is one of the health service, which is answered in any case: the probes of
   * Kubernetes carry no token, and a server that is busy is not dead.
   */
  static boolean isProbe(ServerCall<?, ?> call) {
    return HealthGrpc.SERVICE_NAME.equals(call.getMethodDescriptor().getServiceName());
  }

  /** Answers that the caller is not known. */
  static <Q> ServerCall.Listener<Q> unknown(ServerCall<Q, ?> call, String problem) {
    return of(call, StatusMapper.status(Code.UNAUTHENTICATED, "UNAUTHENTICATED", problem));
  }

  /** Answers that a limit is reached. */
  static <Q> ServerCall.Listener<Q> exhausted(ServerCall<Q, ?> call, String limit) {
    return of(call, StatusMapper.status(Code.RESOURCE_EXHAUSTED, "RESOURCE_EXHAUSTED", limit));
  }

  private static <Q> ServerCall.Listener<Q> of(
      ServerCall<Q, ?> call, StatusRuntimeException status) {
    call.close(status.getStatus(), StatusMapper.trailers(status));
    return new ServerCall.Listener<>() {};
  }
}
