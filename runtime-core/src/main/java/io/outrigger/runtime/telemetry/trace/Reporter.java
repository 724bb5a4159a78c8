package io.outrigger.runtime.telemetry.trace;

import io.outrigger.runtime.telemetry.Backlog;
import io.outrigger.runtime.telemetry.TraceCounts;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives finished segments to a {@link Sender}, on a thread of its own. Whoever brings a segment
 * never waits: when the queue is full, the segment is lost and counted. What a collector may have
 * got is not sent again, since it would count twice there.
 *
 * <p>Safe for use by many threads.
 */
final class Reporter implements Consumer<Segment>, TraceCounts, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Reporter.class);

  private static final int BATCH = 128;
  private static final Duration GATHERING = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  /** How long a stop waits for the segments that are still there. */
  private static final Duration FLUSH = Duration.ofSeconds(3);

  private static final Duration LAST_WORDS = Duration.ofSeconds(1);

  private final Sender sender;
  private final Backlog<Segment> queue;
  private final int gathered;
  private final LongAdder sent = new LongAdder();
  private final LongAdder dropped = new LongAdder();
  private final Pauses pauses = new Pauses();
  private final Thread thread;

  // Of the thread only.
  private boolean down;
  private long nextBeatNanos = System.nanoTime();

  /**
   * A reporter that runs.
   *
   * @param limit how many segments may wait
   */
  Reporter(Sender sender, int limit) {
    this.sender = sender;
    queue = new Backlog<>(limit);
    gathered = Math.clamp(limit / 2, 1, BATCH);
    thread = Thread.ofPlatform().daemon().name("outrigger-traces").unstarted(this::run);
    thread.start();
  }

  @Override
  public void accept(Segment segment) {
    if (!queue.offer(segment, thread)) {
      dropped.increment();
    }
  }

  @Override
  public long sent() {
    return sent.sum();
  }

  @Override
  public long dropped() {
    return dropped.sum();
  }

  @Override
  public int queued() {
    return queue.size();
  }

  private void run() {
    while (!queue.isClosed()) {
      try {
        work();
      } catch (RuntimeException e) {
        log.error("segments of traces were not sent", e);
        pause(pauses.next());
      }
    }
    flush();
  }

  private void work() {
    queue.sleep(1, untilBeat());
    if (queue.isClosed() || (queue.size() == 0 && !untilBeat().isZero())) {
      return;
    }
    queue.sleep(gathered, GATHERING);
    if (!step(PATIENCE)) {
      pause(pauses.next());
    }
  }

  /** A pause that the growing queue does not end. */
  private void pause(Duration time) {
    long until = System.nanoTime() + time.toNanos();
    long left = time.toNanos();
    while (!queue.isClosed() && left > 0) {
      queue.sleep(Backlog.NEVER, Duration.ofNanos(left));
      left = until - System.nanoTime();
    }
  }

  private Duration untilBeat() {
    return Duration.ofNanos(Math.max(0, nextBeatNanos - System.nanoTime()));
  }

  /** Sends one batch, and beats when it is time; false when the next try should not be soon. */
  private boolean step(Duration patience) {
    if (!sender.isReady(patience)) {
      tell(true, "no connection");
      return false;
    }
    beat();
    try {
      send();
      pauses.reset();
      return true;
    } catch (SendException e) {
      tell(true, e.getMessage());
      return false;
    }
  }

  /** Segments are sent also to a collector that does not want to hear that this process lives. */
  private void beat() {
    if (!untilBeat().isZero()) {
      return;
    }
    try {
      sender.beat();
    } catch (SendException e) {
      log.debug("the collector does not hear that this process lives", e);
    }
    nextBeatNanos = System.nanoTime() + sender.betweenBeats().toNanos();
  }

  private void send() throws SendException {
    var batch = queue.take(BATCH);
    if (batch.isEmpty()) {
      return;
    }
    int lost = batch.size();
    try {
      lost = sender.send(batch);
    } finally {
      dropped.add(lost);
      sent.add(batch.size() - lost);
    }
    tell(false, "");
  }

  /** One line when segments stop to arrive, and one when they arrive again. */
  private void tell(boolean isDown, @Nullable String why) {
    if (isDown && !down) {
      log.warn("event=traces_not_sent cause=\"{}\" dropped={}", why, dropped());
    } else if (!isDown && down) {
      log.info("event=traces_sent_again dropped={}", dropped());
    }
    down = isDown;
  }

  private void flush() {
    long until = System.nanoTime() + FLUSH.toNanos();
    try {
      while (queue.size() > 0 && System.nanoTime() - until < 0 && step(LAST_WORDS)) {
        // Until the queue is empty.
      }
    } catch (RuntimeException e) {
      log.error("segments of traces were not sent", e);
    }
    dropped.add(queue.take(Integer.MAX_VALUE).size());
  }

  /** Sends what is there, unless that takes too long, and stops. An interrupt shortens it. */
  @Override
  public void close() {
    queue.close(thread);
    try {
      if (!thread.join(FLUSH)) {
        sender.close();
        thread.interrupt();
        var _ = thread.join(LAST_WORDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      sender.close();
    }
  }
}
