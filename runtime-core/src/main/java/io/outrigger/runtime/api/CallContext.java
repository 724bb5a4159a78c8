package io.outrigger.runtime.api;

import io.grpc.Context;
import io.grpc.Deadline;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.outrigger.runtime.component.CancellableCall;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The outermost interceptor: gives each gRPC call its {@link CancellableCall}, whose deadline is
 * the client's, or {@code call_timeout} from now for a client that sets none.
 */
public final class CallContext implements ServerInterceptor {

  private static final Context.Key<CancellableCall> KEY = Context.key("outrigger-call");

  private final long timeoutNanos;

  /** Gives clients without a deadline {@code timeout}. */
  public CallContext(Duration timeout) {
    timeoutNanos = timeout.toNanos();
  }

  /**
   * The call that is being started on this thread.
   *
   * @throws IllegalStateException when none is
   */
  static CancellableCall current() {
    var call = KEY.get();
    if (call == null) {
      throw new IllegalStateException("the call context interceptor is missing");
    }
    return call;
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    var context = Context.current();
    var deadline = System.nanoTime() + waiting(context.getDeadline());
    var withCall = context.withValue(KEY, new CancellableCall(deadline));
    var previous = withCall.attach();
    try {
      return next.startCall(call, headers);
    } finally {
      withCall.detach(previous);
    }
  }

  private long waiting(@Nullable Deadline deadline) {
    return deadline == null ? timeoutNanos : deadline.timeRemaining(TimeUnit.NANOSECONDS);
  }
}
