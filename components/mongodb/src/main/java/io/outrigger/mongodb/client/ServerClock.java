package io.outrigger.mongodb.client;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The clock of the primary, as far as its last answer tells: all sidecars on one MongoDB so go by
 * one clock, whatever their own say. It is wrong by half of a round trip at most, and by what the
 * two clocks drift apart until the next answer. Safe for use by many threads.
 */
public final class ServerClock implements InstantSource {

  private final InstantSource own;
  private volatile Duration ahead = Duration.ZERO;

  /** A clock that tells the time of {@code own} until it has learned better. */
  ServerClock(InstantSource own) {
    this.own = own;
  }

  /** Hears that the server's clock stood at {@code server} between two moments of the own clock. */
  void learn(Instant before, Instant server, Instant after) {
    var middle = before.plus(Duration.between(before, after).dividedBy(2));
    ahead = Duration.between(middle, server);
  }

  @Override
  public Instant instant() {
    return own.instant().plus(ahead);
  }

  /** What MongoDB can keep of a time: milliseconds. */
  @Override
  public long millis() {
    return instant().toEpochMilli();
  }
}
