package io.outrigger.runtime.api;

import io.grpc.Context;
import io.grpc.Deadline;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The outermost interceptor: gives each gRPC call its {@link GrpcCall}, whose deadline is the
 * client's, or {@code call_timeout} from now for a client that sets none.
 */
public final class CallContext implements ServerInterceptor {

  private static final Context.Key<GrpcCall> KEY = Context.key("outrigger-call");

  /** A stream may last: it ends when nothing moves for a while. */
  private static final long NO_DEADLINE_NANOS = TimeUnit.DAYS.toNanos(365);

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
  static GrpcCall current() {
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
    var streams = call.getMethodDescriptor().getType() != MethodType.UNARY;
    var deadline = System.nanoTime() + waiting(context.getDeadline(), streams);
    var span = WatchedCall.span(context);
    span.handling();
    var withCall = context.withValue(KEY, new GrpcCall(deadline, span));
    var previous = withCall.attach();
    try {
      return next.startCall(call, headers);
    } finally {
      withCall.detach(previous);
    }
  }

  private long waiting(@Nullable Deadline deadline, boolean streams) {
    if (deadline != null) {
      return deadline.timeRemaining(TimeUnit.NANOSECONDS);
    }
    return streams ? NO_DEADLINE_NANOS : timeoutNanos;
  }
}
