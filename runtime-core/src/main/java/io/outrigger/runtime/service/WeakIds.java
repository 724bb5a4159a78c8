package io.outrigger.runtime.service;

import io.outrigger.spi.Call;
import io.outrigger.spi.sequencer.Sequencer;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The segments that this sidecar has taken from one sequencer, by key. A segment is given up when
 * there are too many keys: its ids are lost, never given out twice. Safe for use by many threads.
 */
final class WeakIds {

  private static final int MAX_KEYS = 100_000;

  private final Sequencer sequencer;
  private final int step;
  private final int maxKeys;
  private final ConcurrentMap<String, KeySegment> byKey = new ConcurrentHashMap<>();

  WeakIds(Sequencer sequencer, int step) {
    this(sequencer, step, MAX_KEYS);
  }

  WeakIds(Sequencer sequencer, int step, int maxKeys) {
    this.sequencer = sequencer;
    this.step = step;
    this.maxKeys = maxKeys;
  }

  /** The next id of a key; the sequencer must be {@link Sequencer.Segmented}. */
  CompletionStage<Long> next(Call call, String key) {
    while (true) {
      var segment = byKey.get(key);
      if (segment == null) {
        makeRoom();
        segment = byKey.computeIfAbsent(key, this::open);
      }
      var id = segment.next(call);
      if (id.isPresent()) {
        return id.get();
      }
      byKey.remove(key, segment);
    }
  }

  private KeySegment open(String key) {
    return new KeySegment((Sequencer.Segmented) sequencer, key, step);
  }

  /** Gives up what this sidecar has taken of a key. */
  void discard(String key) {
    var segment = byKey.get(key);
    if (segment != null) {
      segment.discard();
    }
  }

  /** Gives up any key for a new one. */
  private void makeRoom() {
    if (byKey.size() < maxKeys) {
      return;
    }
    var any = byKey.entrySet().iterator();
    if (any.hasNext()) {
      var entry = any.next();
      entry.getValue().close();
      byKey.remove(entry.getKey(), entry.getValue());
    }
  }

  /** How many keys have a segment. */
  int size() {
    return byKey.size();
  }
}
