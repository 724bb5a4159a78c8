package io.outrigger.runtime.access;

import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Refuses calls beyond what their method, their connection or the server has left for them. */
final class CallLimits implements ServerInterceptor {

  private final Map<String, Bound> methods;
  private final List<Bound> server;

  /**
   * The limits of all calls.
   *
   * @param methods by full name
   */
  CallLimits(Map<String, Bound> methods, List<Bound> server) {
    this.methods = Map.copyOf(methods);
    this.server = List.copyOf(server);
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    if (Refusal.isProbe(call)) {
      return next.startCall(call, headers);
    }
    var share = new Share();
    var lacking = share.take(bounds(call));
    return lacking == null
        ? share.watch(call, headers, next)
        : Refusal.exhausted(call, lacking.refusal());
  }

  private List<Bound> bounds(ServerCall<?, ?> call) {
    var all = new ArrayList<Bound>();
    var method = methods.get(call.getMethodDescriptor().getFullMethodName());
    if (method != null) {
      all.add(method);
    }
    var client = Clients.of(call);
    if (client != null) {
      all.addAll(client.bounds());
    }
    all.addAll(server);
    return all;
  }

  /** What one call has taken. One thread at a time uses it. */
  private static final class Share {

    private final List<Bound> taken = new ArrayList<>();

    /** Takes one of each; gives what there is none of, and nothing is taken then. */
    @Nullable Bound take(List<Bound> bounds) {
      for (var bound : bounds) {
        if (!bound.take()) {
          taken.forEach(Bound::undo);
          return bound;
        }
        taken.add(bound);
      }
      return null;
    }

    /** Once, however the call ends. */
    void giveBack() {
      taken.forEach(Bound::giveBack);
      taken.clear();
    }

    <Q, R> ServerCall.Listener<Q> watch(
        ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
      try {
        return new Ending<>(next.startCall(call, headers), this);
      } catch (RuntimeException | Error e) {
        giveBack();
        throw e;
      }
    }
  }

  /** Sees the end of a call. */
  private static final class Ending<Q> extends SimpleForwardingServerCallListener<Q> {

    private final Share share;

    Ending(ServerCall.Listener<Q> next, Share share) {
      super(next);
      this.share = share;
    }

    @Override
    public void onComplete() {
      share.giveBack();
      super.onComplete();
    }

    @Override
    public void onCancel() {
      share.giveBack();
      super.onCancel();
    }
  }
}
