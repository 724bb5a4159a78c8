package io.outrigger.runtime.telemetry.access;

import io.outrigger.runtime.component.Failures;
import io.outrigger.runtime.telemetry.Backlog;
import io.outrigger.runtime.telemetry.Metric;
import io.outrigger.spi.Meters;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes calls in batches, by a thread of its own. What comes while too many wait is dropped and
 * counted, so that a slow disk or a reader that stands still slows no call. Safe for use by many
 * threads.
 */
final class AccessWriter {

  private static final Logger log = LoggerFactory.getLogger(AccessWriter.class);

  private static final int LIMIT = 8192;
  private static final int BATCH = 512;
  private static final Duration GATHERING = Duration.ofMillis(50);
  private static final Duration IDLE = Duration.ofMinutes(1);
  private static final Duration CLOSING = Duration.ofSeconds(1);
  private static final long TELLING_NANOS = Duration.ofSeconds(10).toNanos();

  private final Destination destination;
  private final Lines lines;
  private final Meters.Counter written;
  private final Meters.Counter dropped;
  private final Backlog<EndedCall> backlog = new Backlog<>(LIMIT);
  private final Thread thread;

  /** What has been dropped and not told. */
  private final LongAdder untold = new LongAdder();

  /** The writing thread's alone. */
  private long nextTellingNanos = System.nanoTime();

  AccessWriter(Destination destination, Lines lines, Meters meters) {
    this.destination = destination;
    this.lines = lines;
    this.written = meters.counter("access_log_written", Metric.ACCESS_LOG_WRITTEN.doc());
    this.dropped = meters.counter("access_log_dropped", Metric.ACCESS_LOG_DROPPED.doc());
    this.thread = Thread.ofPlatform().daemon().name("outrigger-access-log").unstarted(this::run);
  }

  /** Begins to write; once only. */
  void start() {
    thread.start();
  }

  /** Has a call written, or drops it. */
  void add(EndedCall call) {
    if (!backlog.offer(call, thread)) {
      drop(1);
    }
  }

  private void drop(int calls) {
    dropped.add(calls);
    untold.add(calls);
  }

  private void run() {
    while (!backlog.isClosed()) {
      backlog.sleep(1, IDLE);
      backlog.sleep(BATCH, GATHERING);
      writeAll();
    }
    writeAll();
    end();
  }

  private void writeAll() {
    for (var calls = backlog.take(BATCH); !calls.isEmpty(); calls = backlog.take(BATCH)) {
      write(calls);
    }
    tell();
  }

  private void write(List<EndedCall> calls) {
    try {
      var text = new StringBuilder();
      calls.forEach(call -> lines.add(text, call));
      destination.write(text.toString().getBytes(StandardCharsets.UTF_8));
      written.add(calls.size());
    } catch (IOException | RuntimeException e) { // A defect must not end the log.
      drop(calls.size());
      log.debug("event=access_log_failed", e);
    }
  }

  /** Says how many calls were dropped, once in ten seconds. */
  private void tell() {
    long now = System.nanoTime();
    if (untold.sum() > 0 && now - nextTellingNanos >= 0) {
      nextTellingNanos = now + TELLING_NANOS;
      log.warn("event=access_log_dropped calls={}", untold.sumThenReset());
    }
  }

  private void end() {
    try {
      destination.close();
    } catch (IOException e) {
      log.warn("event=access_log_failed cause=\"{}\"", Failures.message(e));
    }
  }

  /** Writes what waits and ends; a destination that takes it too slowly is left alone. */
  void close() {
    backlog.close(thread);
    try {
      var _ = thread.join(CLOSING);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
