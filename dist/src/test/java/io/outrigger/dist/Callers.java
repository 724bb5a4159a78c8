package io.outrigger.dist;

import io.grpc.Status;
import io.grpc.Status.Code;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

/** Many callers at once, each with one call after the other, and what became of the calls. */
final class Callers implements AutoCloseable {

  /** The deadline that the sidecar is told. */
  static final Duration DEADLINE = Duration.ofSeconds(2);

  /** When a call that the sidecar does not end is given up; it counts as UNKNOWN. */
  private static final Duration HUNG = Duration.ofSeconds(20);

  /** Makes a call, and waits for its end. */
  @FunctionalInterface
  interface Operation {
    /**
     * Makes a call.
     *
     * @param caller who calls
     * @param turn how many calls the caller has made before
     */
    void run(int caller, long turn) throws Exception;
  }

  private final Operation operation;
  private final List<Thread> threads = new ArrayList<>();
  private final Map<Code, LongAdder> counts = new EnumMap<>(Code.class);
  private final LongAccumulator longest = new LongAccumulator(Math::max, 0);
  private volatile Recovery recovery = new Recovery(System.nanoTime());
  private volatile boolean over;

  private Callers(Operation operation) {
    this.operation = operation;
    for (var code : Code.values()) {
      counts.put(code, new LongAdder());
    }
  }

  static Callers start(int count, Operation operation) {
    var callers = new Callers(operation);
    for (int i = 0; i < count; i++) {
      int number = i;
      callers.threads.add(Thread.startVirtualThread(() -> callers.run(number)));
    }
    return callers;
  }

  /** Waits for the end of a call. */
  static <T> T get(Future<T> call) throws Exception {
    try {
      return call.get(HUNG.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      call.cancel(true);
      throw e;
    }
  }

  private void run(int number) {
    for (long turn = 0; !over; turn++) {
      long start = System.nanoTime();
      var code = call(number, turn);
      long nanos = System.nanoTime() - start;
      ended(start, nanos, code);
      if (code != Code.OK) {
        // A client that is refused at once does not come back at once.
        pause(Duration.ofMillis(20));
      }
    }
  }

  private Code call(int number, long turn) {
    try {
      operation.run(number, turn);
      return Code.OK;
    } catch (ExecutionException e) {
      var code = Status.fromThrowable(e).getCode();
      return code == Code.UNKNOWN ? unknown(e) : code;
    } catch (Exception e) {
      return unknown(e);
    }
  }

  private static Code unknown(Exception cause) {
    System.out.println("a call ended as UNKNOWN: " + cause);
    return Code.UNKNOWN;
  }

  private void ended(long start, long nanos, Code code) {
    // The sidecar resets a stream that is late; gRPC's client, knowing the deadline, calls it so.
    var late = code == Code.CANCELLED && nanos >= DEADLINE.toNanos();
    counts.get(late ? Code.DEADLINE_EXCEEDED : code).increment();
    longest.accumulate(nanos);
    recovery.ended(start, nanos, code);
  }

  /** Lets them call for a time. */
  void go(Duration time) {
    pause(time);
  }

  /** Begins to measure how soon calls work again that begin from now on. */
  Recovery back() {
    recovery = new Recovery(System.nanoTime());
    return recovery;
  }

  @Override
  public void close() {
    end();
  }

  /** Ends them, and waits for their last calls. */
  void end() {
    over = true;
    threads.forEach(Callers::join);
  }

  /** Waits for the end of a thread. */
  static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  long count(Code code) {
    return counts.get(code).sum();
  }

  long count() {
    return counts.values().stream().mapToLong(LongAdder::sum).sum();
  }

  /** How many calls ended so; codes that did not occur are absent. */
  Map<Code, Long> codes() {
    var codes = new EnumMap<Code, Long>(Code.class);
    counts.forEach((code, count) -> {
      if (count.sum() > 0) {
        codes.put(code, count.sum());
      }
    });
    return codes;
  }

  Duration longest() {
    return Duration.ofNanos(longest.get());
  }

  static void pause(Duration time) {
    try {
      TimeUnit.NANOSECONDS.sleep(time.toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** How calls fare that begin after a server is back. */
  static final class Recovery {

    private final long since;
    private final LongAccumulator firstSuccess = new LongAccumulator(Math::min, Long.MAX_VALUE);
    private final LongAccumulator lastFailure = new LongAccumulator(Math::max, 0);

    private volatile boolean over;

    private Recovery(long since) {
      this.since = since;
    }

    private void ended(long start, long nanos, Code code) {
      if (over || start - since < 0) {
        return;
      }
      if (code == Code.OK) {
        firstSuccess.accumulate(start + nanos - since);
      } else {
        lastFailure.accumulate(start - since);
      }
    }

    /** Ends the measurement, so that the next fault is not part of it. */
    void end() {
      over = true;
    }

    /** When the first call had worked; some 292 years for never. */
    Duration firstSuccess() {
      return Duration.ofNanos(firstSuccess.get());
    }

    /** When the last call began that failed; zero for none. */
    Duration lastFailure() {
      return Duration.ofNanos(lastFailure.get());
    }
  }
}
