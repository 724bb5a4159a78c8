package io.outrigger.mongodb.lock;

import com.mongodb.MongoCommandException;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import io.outrigger.mongodb.client.Documents;
import io.outrigger.mongodb.client.MongoConnection;
import io.outrigger.mongodb.client.MongoFailures;
import io.outrigger.mongodb.client.MongoSettings;
import io.outrigger.mongodb.client.Place;
import io.outrigger.mongodb.client.ServerClock;
import io.outrigger.spi.Call;
import io.outrigger.spi.ComponentContext;
import io.outrigger.spi.Health;
import io.outrigger.spi.lock.Acquisition;
import io.outrigger.spi.lock.LockStatus;
import io.outrigger.spi.lock.LockStore;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.bson.BsonDateTime;
import org.bson.RawBsonDocument;
import org.bson.conversions.Bson;

/**
 * Keeps locks in MongoDB, in documents {@code {_id, LockOwner, Expire}} as Layotto does.
 *
 * <p>One operation takes a lock: it finds a document that nobody holds any more and makes it the
 * caller's, or inserts one, which MongoDB refuses where somebody holds it. A lock is free from the
 * end of its lease on, whenever MongoDB removes the document. Times are those of the primary's
 * clock as the last start or health check told it, the same for all sidecars but for half of a
 * round trip.
 *
 * <p>Fencing tokens are counted in the document, which an unlock therefore leaves without an owner
 * for a while. When MongoDB has removed it, the next one begins at the time in microseconds, which
 * is more than could have been counted since the one before began: see {@link Fence}.
 */
public final class MongoLockStore implements LockStore.Renewable {

  static final String ID = "_id";
  static final String OWNER = "LockOwner";
  static final String END = "Expire";

  /** How long a document stays after an unlock, far more than clocks differ. */
  private static final Duration REMEMBERED = Duration.ofSeconds(10);

  private static final FindOneAndUpdateOptions TAKEN =
      new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER);

  private final MongoConnection connection;
  private final ServerClock clock;

  /** A store that is not connected. */
  public MongoLockStore(MongoSettings settings, ComponentContext context) {
    settings.refuseBiggerThan();
    connection = new MongoConnection(settings, Place.COORDINATION, context);
    clock = connection.clock();
  }

  @Override
  public CompletionStage<Void> start() {
    return connection.start(END, documents -> {});
  }

  @Override
  public String peer() {
    return connection.peer();
  }

  @Override
  public CompletionStage<Health> health() {
    return connection.health();
  }

  @Override
  public CompletionStage<Void> close() {
    return connection.close();
  }

  @Override
  public CompletionStage<Acquisition> tryLock(
      Call call, String resource, String owner, Duration lease) {
    var whole = call.isCancelled() ? call : new UnbrokenCall(call);
    return connection.run(whole, documents -> take(documents, resource, owner, lease));
  }

  private Acquisition take(Documents documents, String resource, String owner, Duration lease) {
    long now = clock.millis();
    var free = Filters.or(Filters.lte(END, new BsonDateTime(now)), Filters.eq(OWNER, null));
    var taken =
        Updates.combine(
            Updates.set(OWNER, owner), Updates.set(END, end(now, lease)), Fence.next(clock));
    try {
      var lock = documents.next().findOneAndUpdate(Filters.and(is(resource), free), taken, TAKEN);
      return lock == null ? Acquisition.refused() : acquisition(documents, lock);
    } catch (MongoCommandException e) {
      if (MongoFailures.isDuplicateKey(e)) {
        return Acquisition.refused();
      }
      throw e;
    }
  }

  /** A lock that upstream made has no beginning to count from, and gets one from its new owner. */
  private Acquisition acquisition(Documents documents, RawBsonDocument lock) {
    var token = Fence.token(lock);
    if (token.isPresent()) {
      return new Acquisition(true, token);
    }
    var begun =
        documents.next().findOneAndUpdate(Fence.still(lock), Fence.begin(clock), Fence.BEGUN);
    // The lease has ended, and another has come, before the answer was here.
    return begun == null ? Acquisition.refused() : new Acquisition(true, Fence.token(begun));
  }

  @Override
  public CompletionStage<LockStatus> unlock(Call call, String resource, String owner) {
    return change(call, resource, owner, REMEMBERED, Updates.unset(OWNER));
  }

  @Override
  public CompletionStage<LockStatus> renew(
      Call call, String resource, String owner, Duration lease) {
    return change(call, resource, owner, lease, Updates.set(OWNER, owner));
  }

  /** Changes a lock that the owner holds, and lets the document end after {@code rest}. */
  private CompletionStage<LockStatus> change(
      Call call, String resource, String owner, Duration rest, Bson update) {
    return connection.run(
        call,
        documents -> {
          while (true) {
            long now = clock.millis();
            var held =
                Filters.and(
                    is(resource), Filters.eq(OWNER, owner), Filters.gt(END, new BsonDateTime(now)));
            var changed = Updates.combine(update, Updates.set(END, end(now, rest)));
            if (documents.next().updateOne(held, changed).getMatchedCount() > 0) {
              return LockStatus.DONE;
            }
            var status = status(documents, resource, owner);
            if (status != LockStatus.DONE) {
              return status;
            }
          }
        });
  }

  /** How the lock is now; {@link LockStatus#DONE} when the owner has taken it meanwhile. */
  private LockStatus status(Documents documents, String resource, String owner) {
    var lock = documents.nextOfPrimary().find(is(resource)).first();
    if (lock == null || !lock.isString(OWNER) || hasEnded(lock)) {
      return LockStatus.NOT_HELD;
    }
    return lock.getString(OWNER).getValue().equals(owner)
        ? LockStatus.DONE
        : LockStatus.HELD_BY_ANOTHER;
  }

  private boolean hasEnded(RawBsonDocument lock) {
    return lock.isDateTime(END) && lock.getDateTime(END).getValue() <= clock.millis();
  }

  private static Bson is(String resource) {
    return Filters.eq(ID, resource);
  }

  /** Rounded up, since MongoDB keeps milliseconds. */
  private static BsonDateTime end(long now, Duration lease) {
    return new BsonDateTime(Math.addExact(now, lease.plusNanos(999_999).toMillis()));
  }
}
