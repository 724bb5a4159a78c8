package io.outrigger.mongodb.lock;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import io.outrigger.mongodb.client.ServerClock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.OptionalLong;
import org.bson.RawBsonDocument;
import org.bson.conversions.Bson;

/**
 * The fencing tokens of a lock: when its document was made, in microseconds, plus how often the
 * lock has been taken since.
 *
 * <p>They grow as long as the document lives, since the first summand stays and the second grows
 * with every owner. They grow beyond it, since a lock is not taken a million times a second: a
 * document that is made later begins above all that was counted in the one before. What can set
 * them back is a clock of the primary that is set back by more than the document has lived.
 */
final class Fence {

  static final FindOneAndUpdateOptions BEGUN =
      new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER);

  private static final String BEGINNING = "FenceBeginning";
  private static final String COUNT = "FenceCount";

  private Fence() {}

  /** Counts a new owner, and notes the time in a new document. */
  static Bson next(ServerClock clock) {
    return Updates.combine(
        Updates.inc(COUNT, 1L), Updates.setOnInsert(BEGINNING, micros(clock.instant())));
  }

  /** The token of the owner that a document shows; empty when nobody noted when it was made. */
  static OptionalLong token(RawBsonDocument lock) {
    return lock.isNumber(BEGINNING)
        ? OptionalLong.of(
            Math.addExact(lock.getNumber(BEGINNING).longValue(), lock.getNumber(COUNT).longValue()))
        : OptionalLong.empty();
  }

  /** Notes the time in a document of upstream's. */
  static Bson begin(ServerClock clock) {
    return Updates.set(BEGINNING, micros(clock.instant()));
  }

  /** Matches the document of a lock that nobody has taken since. */
  static Bson still(RawBsonDocument lock) {
    return Filters.and(
        Filters.eq(MongoLockStore.ID, lock.get(MongoLockStore.ID)),
        Filters.eq(COUNT, lock.get(COUNT)),
        Filters.eq(BEGINNING, null));
  }

  private static long micros(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }
}
