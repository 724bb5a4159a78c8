package io.outrigger.redis.lock;

import io.outrigger.spi.ComponentException;
import io.outrigger.spi.ErrorCode;
import io.outrigger.spi.lock.LockStatus;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** What the servers say to an operation of an owner. */
final class Votes {

  private final Map<LockStatus, Integer> counts = new EnumMap<>(LockStatus.class);
  private int answered;

  private Votes() {}

  /** The answers that came; all stages have ended. */
  static Votes of(List<CompletableFuture<LockStatus>> answers) {
    var votes = new Votes();
    for (var answer : answers) {
      if (!answer.isCompletedExceptionally()) {
        votes.counts.merge(answer.join(), 1, Integer::sum);
        votes.answered++;
      }
    }
    return votes;
  }

  /**
   * What holds for the lock as a whole: whoever does not have a quorum does not hold it.
   *
   * @throws ComponentException UNAVAILABLE when the servers that are missing could decide it
   */
  LockStatus status(int quorum) {
    if (count(LockStatus.DONE) >= quorum) {
      return LockStatus.DONE;
    }
    if (count(LockStatus.HELD_BY_ANOTHER) >= quorum) {
      return LockStatus.HELD_BY_ANOTHER;
    }
    if (answered < quorum) {
      throw new ComponentException(
          ErrorCode.UNAVAILABLE,
          "%d servers have answered (expected: at least %d)".formatted(answered, quorum));
    }
    // Held somewhere, by a quorum nowhere that is known: what is left of a lock that was lost.
    return count(LockStatus.NOT_HELD) > 0 || count(LockStatus.HELD_BY_ANOTHER) == 0
        ? LockStatus.NOT_HELD
        : LockStatus.HELD_BY_ANOTHER;
  }

  private int count(LockStatus status) {
    return counts.getOrDefault(status, 0);
  }
}
