package io.outrigger.mongodb.client;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The clock of the primary, as far as its answers tell: all sidecars on one MongoDB so go by one
 * clock, whatever their own say. It is wrong by half of the quickest round trip, and by what the
 * two clocks drift apart, of which no more is let pass than half of the last round trip. Safe for
 * use by many threads.
 */
public final class ServerClock implements InstantSource {

  /** How far the server's clock is ahead, give or take {@code within}. */
  private record Lead(Duration ahead, Duration within) {

    boolean contradicts(Lead before) {
      return ahead.minus(before.ahead).abs().compareTo(within) > 0;
    }
  }

  private final InstantSource own;
  private volatile Lead lead = new Lead(Duration.ZERO, Duration.ofSeconds(Long.MAX_VALUE));

  /** A clock that tells the time of {@code own} until it has learned better. */
  ServerClock(InstantSource own) {
    this.own = own;
  }

  /**
   * Hears that the server's clock stood at {@code server} between two moments of the own clock.
   * What took long, and could be said of the time as it is known, says less than that.
   */
  void learn(Instant before, Instant server, Instant after) {
    var half = Duration.between(before, after).dividedBy(2);
    var heard = new Lead(Duration.between(before.plus(half), server), half);
    var known = lead;
    if (heard.contradicts(known) || heard.within.compareTo(known.within) <= 0) {
      lead = heard;
    }
  }

  @Override
  public Instant instant() {
    return own.instant().plus(lead.ahead);
  }

  /** What MongoDB can keep of a time: milliseconds. */
  @Override
  public long millis() {
    return instant().toEpochMilli();
  }
}
