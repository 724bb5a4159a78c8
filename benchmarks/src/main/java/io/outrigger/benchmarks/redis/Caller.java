package io.outrigger.benchmarks.redis;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import io.outrigger.benchmarks.measuring.BenchmarkException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Makes a row of calls over and over, each when the one before is answered, on the event loop of
 * its connection.
 */
final class Caller {

  private final Channel channel;
  private final List<Turn<?, ?>> turns;
  private final CompletableFuture<Long> answered = new CompletableFuture<>();
  private long calls;
  private long deadline;

  Caller(Channel channel, int number, List<Step<?, ?>> steps) {
    this.channel = channel;
    this.turns = steps.stream().<Turn<?, ?>>map(step -> turn(step, number)).toList();
  }

  private <Q, A> Turn<Q, A> turn(Step<Q, A> step, int number) {
    return new Turn<>(step, step.question().apply(number));
  }

  /**
   * Begins, and tells in the end how many calls were answered; fails with the first wrong answer.
   *
   * @param end as {@link System#nanoTime} tells it; a row of calls that was begun is finished
   */
  CompletableFuture<Long> callUntil(long end) {
    deadline = end;
    next();
    return answered;
  }

  private void next() {
    var turn = (int) (calls % turns.size());
    if (turn == 0 && System.nanoTime() >= deadline) {
      answered.complete(calls);
    } else {
      turns.get(turn).call();
    }
  }

  /** One step as this caller makes it. */
  private final class Turn<Q, A> implements StreamObserver<A> {

    private final Step<Q, A> step;
    private final Q question;
    private @Nullable A answer;

    Turn(Step<Q, A> step, Q question) {
      this.step = step;
      this.question = question;
    }

    void call() {
      answer = null;
      var call = channel.newCall(step.method(), CallOptions.DEFAULT);
      ClientCalls.asyncUnaryCall(call, question, this);
    }

    @Override
    public void onNext(A value) {
      answer = value;
    }

    @Override
    public void onError(Throwable failure) {
      fail(failure.toString());
    }

    @Override
    public void onCompleted() {
      var value = answer;
      if (value == null || !step.right().test(value)) {
        fail(String.valueOf(value));
      } else {
        calls++;
        next();
      }
    }

    private void fail(String what) {
      var name = step.method().getBareMethodName();
      answered.completeExceptionally(
          new BenchmarkException(name + " answered " + what.strip() + " to " + question));
    }
  }
}
