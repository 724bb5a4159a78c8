package io.outrigger.runtime.server;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns of an event loop that does not come round, once for each stall, naming the component that
 * the loop is in and where in the code it stands. A loop that is shut down is none of its business.
 */
final class StallWatchdog implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(StallWatchdog.class);
  private static final int FRAMES = 12;

  private final List<Beat> beats;
  private final long limitNanos;
  private final Thread thread;
  private volatile boolean closed;

  StallWatchdog(EventLoops loops, Duration limit) {
    this.limitNanos = limit.toNanos();
    this.beats = loops.loops().stream().map(Beat::new).toList();
    this.thread = Thread.ofPlatform().daemon().name("outrigger-watchdog").unstarted(this::watch);
  }

  /** Begins to watch; once only. */
  void start() {
    thread.start();
  }

  private void watch() {
    while (!closed) {
      beats.forEach(this::check);
      LockSupport.parkNanos(limitNanos / 4);
    }
  }

  private void check(Beat beat) {
    if (beat.loop.isShuttingDown()) {
      return;
    }
    if (beat.answered) {
      if (beat.warned) {
        log.warn("event=loop_recovered thread={}", beat.threadName());
      }
      beat.send();
    } else if (!beat.warned && System.nanoTime() - beat.sentNanos > limitNanos) {
      beat.warned = true;
      warn(beat);
    }
  }

  private static void warn(Beat beat) {
    var thread = beat.thread;
    var component = thread == null ? null : thread.component();
    log.warn(
        "event=loop_stalled thread={} for_ms={} component={} at={}",
        beat.threadName(),
        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - beat.sentNanos),
        component == null ? "none" : component,
        thread == null ? "unknown" : frames(thread.getStackTrace()));
  }

  private static String frames(StackTraceElement[] stack) {
    return Arrays.stream(stack)
        .limit(FRAMES)
        .map(StackTraceElement::toString)
        .collect(Collectors.joining(" < "));
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
  }

  /** A question put to one loop. Its fields but the volatile ones are the watchdog's alone. */
  private static final class Beat {

    private final EventLoop loop;
    private volatile boolean answered = true;
    private volatile @Nullable LoopThread thread;
    private long sentNanos;
    private boolean warned;

    Beat(EventLoop loop) {
      this.loop = loop;
    }

    void send() {
      answered = false;
      warned = false;
      sentNanos = System.nanoTime();
      try {
        loop.execute(this::answer);
      } catch (RejectedExecutionException e) {
        answered = true; // It has been shut down just now.
      }
    }

    private void answer() {
      thread = Thread.currentThread() instanceof LoopThread self ? self : null;
      answered = true;
    }

    String threadName() {
      var known = thread;
      return known == null ? "unknown" : known.getName();
    }
  }
}
