package io.outrigger.client;

import java.util.stream.LongStream;

/**
 * A sequencer: ids above zero that are never given out twice, by whichever sidecar. Gaps may occur.
 * A key names a sequence and must not contain {@code ||}; a new one begins a sequence. Thread-safe.
 *
 * <p>Every method fails with {@link OutriggerException} and is repeated as {@link RetryPolicy}
 * says, which may cost an id.
 */
public final class Sequencer {

  private final AsyncSequencer async;

  Sequencer(AsyncSequencer async) {
    this.async = async;
  }

  /**
   * The next id of this sidecar, which draws many in advance: fast. Ids grow on the whole; those of
   * two sidecars interleave.
   */
  public long next(String key) {
    return Await.result(async.next(key));
  }

  /** An id greater than every one before, by whichever sidecar: a round trip to the backend. */
  public long nextStrong(String key) {
    return Await.result(async.nextStrong(key));
  }

  /** Ids without end, as {@link #next} gives them, each drawn when it is looked at. */
  public LongStream ids(String key) {
    return LongStream.generate(() -> next(key));
  }
}
