package io.outrigger.testkit;

import io.outrigger.runtime.json.PlainJson;
import io.outrigger.spi.Bytes;
import io.outrigger.spi.Call;
import io.outrigger.spi.Component;
import io.outrigger.spi.ComponentContext;
import io.outrigger.spi.ComponentException;
import io.outrigger.spi.ErrorCode;
import io.outrigger.spi.Kind;
import io.outrigger.spi.Turn;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A component's context whose clock, meters and periodic tasks a test controls. Safe for use by
 * many threads.
 */
public final class TestContext implements ComponentContext, AutoCloseable {

  private static final int BLOCKING_LIMIT = 256;

  private final FakeClock clock = new FakeClock();
  private final RecordingMeters meters = new RecordingMeters();
  private final Queue<Runnable> periodicTasks = new ConcurrentLinkedQueue<>();
  private final Turn turn;
  private final int blockingLimit;
  private final Semaphore blockingPermits;

  /** A context as on a thread that is no event loop. */
  public TestContext() {
    this(Turn.immediate(), BLOCKING_LIMIT);
  }

  /**
   * A context with a turn and a bound of the test's choice.
   *
   * @param turn what {@link #turn} answers on every thread
   * @param blockingLimit how many works {@link #blocking} runs at a time
   */
  public TestContext(Turn turn, int blockingLimit) {
    this.turn = turn;
    this.blockingLimit = blockingLimit;
    this.blockingPermits = new Semaphore(blockingLimit);
  }

  @Override
  public String name() {
    return "demo";
  }

  @Override
  public String appId() {
    return "app1";
  }

  @Override
  public FakeClock clock() {
    return clock;
  }

  @Override
  public RecordingMeters meters() {
    return meters;
  }

  /** Runs the work as the runtime does; the deadline passes in real time, not on the fake clock. */
  @Override
  public <T> CompletionStage<T> blocking(Call call, Callable<T> work) {
    if (!blockingPermits.tryAcquire()) {
      return CompletableFuture.failedFuture(
          new ComponentException(
              ErrorCode.RESOURCE_EXHAUSTED,
              "blocking works: all " + blockingLimit + " are taken (expected: a free one)"));
    }
    var outcome = new CompletableFuture<T>();
    var thread = Thread.ofVirtual().name(name() + "-blocking").start(() -> run(work, outcome));
    var gone = new CompletableFuture<Void>();
    var _ = gone.thenRun(thread::interrupt);
    gone.completeOnTimeout(null, call.remaining().toNanos(), TimeUnit.NANOSECONDS);
    call.onCancel(() -> gone.complete(null));
    return outcome;
  }

  private <T> void run(Callable<T> work, CompletableFuture<T> outcome) {
    try {
      var result = work.call();
      blockingPermits.release();
      outcome.complete(result);
    } catch (Throwable e) {
      blockingPermits.release();
      outcome.completeExceptionally(e);
    }
  }

  @Override
  public @Nullable Object json(String source, Bytes utf8) {
    return PlainJson.read(source, utf8);
  }

  /** None: a component under test stands alone. */
  @Override
  public <C extends Component> Optional<C> reference(Kind<C> kind) {
    return Optional.empty();
  }

  @Override
  public Turn turn() {
    return turn;
  }

  /** Keeps the task until {@link #runPeriodicTasks}; the period only has to be a possible one. */
  @Override
  public void every(Duration period, Runnable task) {
    if (!period.isPositive()) {
      throw new IllegalArgumentException("period: " + period + " (expected: > 0)");
    }
    periodicTasks.add(task);
  }

  /** Runs each periodic task once, as if its period had passed; what it throws comes out here. */
  public void runPeriodicTasks() {
    periodicTasks.forEach(Runnable::run);
  }

  /** Ends the periodic tasks. */
  @Override
  public void close() {
    periodicTasks.clear();
  }
}
