package io.outrigger.dist;

import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.outrigger.proto.layotto.v1.GetStateRequest;
import io.outrigger.proto.layotto.v1.RuntimeGrpc;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Callers who do nothing wrong, at a steady pace, and how they fare while others do. */
final class Bystanders implements AutoCloseable {

  private static final int COUNT = 8;
  private static final Duration PAUSE = Duration.ofMillis(4);

  private final Channel channel;
  private final List<Thread> threads = new ArrayList<>();
  private final ConcurrentLinkedQueue<Long> nanos = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<Status> failures = new ConcurrentLinkedQueue<>();
  private volatile boolean over;

  private Bystanders(Channel channel) {
    this.channel = channel;
  }

  static Bystanders start(Channel channel) {
    var bystanders = new Bystanders(channel);
    for (int i = 0; i < COUNT; i++) {
      bystanders.threads.add(Thread.ofPlatform().start(bystanders::run));
    }
    return bystanders;
  }

  private void run() {
    var request = GetStateRequest.newBuilder().setStoreName("s").setKey("k").build();
    while (!over) {
      long start = System.nanoTime();
      try {
        var _ =
            RuntimeGrpc.newBlockingStub(channel)
                .withDeadlineAfter(10, TimeUnit.SECONDS)
                .getState(request);
      } catch (StatusRuntimeException e) {
        failures.add(e.getStatus());
      }
      nanos.add(System.nanoTime() - start);
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  /** Their calls since the last time. */
  Fared fared() {
    var times = new ArrayList<Long>();
    for (var time = nanos.poll(); time != null; time = nanos.poll()) {
      times.add(time);
    }
    return Fared.of(times.stream().mapToLong(Long::longValue).toArray());
  }

  /** Calls that were not answered well. */
  List<Status> failures() {
    return List.copyOf(failures);
  }

  @Override
  public void close() {
    over = true;
    threads.forEach(Callers::join);
  }

  /** How long calls took, in milliseconds. */
  record Fared(int calls, double p50, double p99, double longest) {

    private static Fared of(long[] nanos) {
      Arrays.sort(nanos);
      return new Fared(nanos.length, at(nanos, 0.5), at(nanos, 0.99), at(nanos, 1));
    }

    private static double at(long[] sorted, double share) {
      int index = Math.min(sorted.length - 1, (int) (sorted.length * share));
      return index < 0 ? 0 : sorted[index] / 1e6;
    }

    @Override
    public String toString() {
      return "%d calls, p50 %.2f ms, p99 %.2f ms, longest %.1f ms"
          .formatted(calls, p50, p99, longest);
    }
  }
}
