package io.outrigger.runtime.service;

import io.outrigger.spi.Call;
import io.outrigger.spi.sequencer.Segment;
import io.outrigger.spi.sequencer.Sequencer;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Counts in memory; a test can hold segments back and make fetches fail. */
final class FakeSequencer implements Sequencer.Segmented {

  final AtomicInteger fetches = new AtomicInteger();
  volatile boolean holding;
  volatile boolean failing;
  private final ConcurrentMap<String, AtomicLong> counters = new ConcurrentHashMap<>();
  private final LinkedBlockingQueue<Runnable> held = new LinkedBlockingQueue<>();

  private final long before;

  FakeSequencer() {
    this(0);
  }

  /** Begins above a number. */
  FakeSequencer(long before) {
    this.before = before;
  }

  @Override
  public CompletionStage<Long> next(Call call, String key, Map<String, String> metadata) {
    return CompletableFuture.completedFuture(counter(key).incrementAndGet());
  }

  @Override
  public CompletionStage<Segment> segment(Call call, String key, int size) {
    fetches.incrementAndGet();
    if (failing) {
      return CompletableFuture.failedFuture(new IOException("backend down"));
    }
    if (counter(key).get() > Long.MAX_VALUE - size) {
      return CompletableFuture.failedFuture(new IllegalStateException("no ids are left"));
    }
    var last = counter(key).addAndGet(size);
    var segment = new Segment(last - size + 1, last);
    if (!holding) {
      return CompletableFuture.completedFuture(segment);
    }
    var later = new CompletableFuture<Segment>();
    held.add(() -> later.complete(segment));
    return later;
  }

  /** Lets the segment that was asked for first arrive. */
  void release() {
    held.remove().run();
  }

  private AtomicLong counter(String key) {
    return counters.computeIfAbsent(key, k -> new AtomicLong(before));
  }
}
