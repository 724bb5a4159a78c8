package io.outrigger.runtime.access;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;

/**
 * Lets through the calls that carry a token, in the header of Dapr's API, which goes no further.
 * Probes need none.
 */
final class TokenCheck implements ServerInterceptor {

  private final Tokens tokens;

  /** Asks for one of {@code tokens}. */
  TokenCheck(Tokens tokens) {
    this.tokens = tokens;
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    var token = headers.get(Access.TOKEN);
    headers.discardAll(Access.TOKEN);
    if (Refusal.isProbe(call) || (token != null && tokens.accepts(token))) {
      return next.startCall(call, headers);
    }
    var problem = token == null ? "there is no token" : "the token is wrong";
    return Refusal.unknown(
        call, problem + " (expected: the sidecar's in the header " + Access.TOKEN.name() + ")");
  }
}
