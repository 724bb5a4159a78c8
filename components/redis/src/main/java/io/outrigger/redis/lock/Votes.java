package io.outrigger.redis.lock;

import io.outrigger.spi.ComponentException;
import io.outrigger.spi.ErrorCode;
import io.outrigger.spi.lock.LockStatus;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

/** What the servers say to an operation of an owner. */
final class Votes {

  private final Map<LockStatus, Integer> counts = new EnumMap<>(LockStatus.class);
  private final int servers;
  private int answered;

  private Votes(int servers) {
    this.servers = servers;
  }

  /** The answers that have come so far. */
  static Votes of(List<CompletableFuture<LockStatus>> answers) {
    var votes = new Votes(answers.size());
    for (var answer : answers) {
      if (answer.state() == Future.State.SUCCESS) {
        votes.counts.merge(answer.resultNow(), 1, Integer::sum);
        votes.answered++;
      }
    }
    return votes;
  }

  /** True when so many say the same that the others cannot change it. */
  boolean agree(int quorum) {
    return counts.values().stream().anyMatch(count -> count >= quorum);
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
    if (count(LockStatus.DONE) + servers - answered >= quorum) {
      throw new ComponentException(
          ErrorCode.UNAVAILABLE,
          "%d of %d servers have answered, which does not decide it".formatted(answered, servers));
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
