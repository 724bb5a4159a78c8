package io.outrigger.runtime.access;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;

/** Refuses the calls of connections that are not admitted. */
final class ConnectionLimit implements ServerInterceptor {

  private final Clients clients;
  private final String refusal;

  ConnectionLimit(Clients clients, int most) {
    this.clients = clients;
    this.refusal = "server.limits.max_connections (%d) connections are open".formatted(most);
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    return clients.admits(call) || Refusal.isProbe(call)
        ? next.startCall(call, headers)
        : Refusal.exhausted(call, refusal);
  }
}
