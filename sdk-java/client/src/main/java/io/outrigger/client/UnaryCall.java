package io.outrigger.client;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Deadline;
import io.grpc.Metadata;
import io.grpc.Status;
import io.outrigger.client.Calls.Answer;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A call with one request and one answer, with its attempts, which come one after the other. It is
 * its own listener: what a call costs is counted in objects.
 */
final class UnaryCall<Q, R, T> extends ClientCall.Listener<R> {

  private final Calls calls;
  private final Operation<Q, R> operation;
  private final Subject subject;
  private final Q request;
  private final Answer<R, T> answer;
  private final Map<String, String> context;
  private final Deadline deadline;
  private final long begun = System.nanoTime();
  private final Result result = new Result();

  private volatile @Nullable ClientCall<Q, R> attempt;
  private int attempts;
  private @Nullable R response;
  private Metadata headers = new Metadata();

  UnaryCall(
      Calls calls, Operation<Q, R> operation, Subject subject, Q request, Answer<R, T> answer) {
    this.calls = calls;
    this.operation = operation;
    this.subject = subject;
    this.request = request;
    this.answer = answer;
    this.context = calls.settings().context().get();
    this.deadline = Deadline.after(calls.settings().timeout().toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Makes the first attempt. */
  CompletionStage<T> begin() {
    attempt();
    return result;
  }

  private void attempt() {
    attempts++;
    response = null;
    var call =
        calls
            .transport()
            .channel()
            .newCall(operation.method(), CallOptions.DEFAULT.withDeadline(deadline));
    attempt = call;
    call.start(this, calls.headers(context));
    call.request(2); // As stubs do: a second answer would be a defect, and shows itself.
    call.sendMessage(request);
    call.halfClose();
    if (result.isCancelled()) {
      call.cancel("cancelled", null);
    }
  }

  @Override
  public void onHeaders(Metadata answered) {
    headers = answered;
  }

  @Override
  public void onMessage(R message) {
    response = message;
  }

  @Override
  public void onClose(Status status, Metadata trailers) {
    if (!status.isOk() && repeats(status)) {
      return;
    }
    ended(status);
    if (status.isOk()) {
      succeed();
      return;
    }
    result.completeExceptionally(Failures.of(status, trailers, subject));
  }

  private void ended(Status status) {
    calls.ended(operation.name(), subject, status, begun, attempts);
  }

  private boolean repeats(Status status) {
    if (!calls.mayRepeat(status, attempts) || !operation.repeatable()) {
      return false;
    }
    var pause = calls.pauseNanos(attempts);
    if (deadline.timeRemaining(TimeUnit.NANOSECONDS) <= pause) {
      return false;
    }
    var unused = calls.schedule(this::repeat, pause);
    return true;
  }

  private void repeat(boolean closed) {
    if (result.isDone()) {
      ended(Status.CANCELLED);
    } else if (closed) {
      ended(Status.UNAVAILABLE);
      result.completeExceptionally(Failures.closed(subject));
    } else {
      attempt();
    }
  }

  private void succeed() {
    if (response == null) {
      result.completeExceptionally(
          new OutriggerException(ErrorCode.INTERNAL, "", subject, "no answer came", null));
      return;
    }
    T value;
    try {
      value = answer.of(response, headers);
    } catch (RuntimeException e) {
      result.completeExceptionally(
          e instanceof OutriggerException ? e : Failures.unreadable(subject, e));
      return;
    }
    result.complete(value);
  }

  /** The result; cancelling it cancels the call. */
  private final class Result extends CompletableFuture<T> {

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
      var cancelled = super.cancel(mayInterruptIfRunning);
      var call = attempt;
      if (cancelled && call != null) {
        call.cancel("cancelled", null);
      }
      return cancelled;
    }
  }
}
