package io.outrigger.mongodb.client;

import com.mongodb.ClientSessionOptions;
import com.mongodb.MongoInterruptedException;
import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.TransactionOptions;
import com.mongodb.WriteConcern;
import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import io.outrigger.spi.Call;
import io.outrigger.spi.ComponentException;
import io.outrigger.spi.ErrorCode;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.bson.RawBsonDocument;

/**
 * The collection of an instance, as one call may use it: every round trip gets what time is left
 * when it begins, so that several take no longer than one may. For one call.
 */
public final class Documents {

  /** A fifth of the time, but no more than this, is kept to say in time what went wrong. */
  private static final long MOST_RESERVED_MILLIS = 250;

  private static final int SHARE_RESERVED = 5;

  private final Connected connected;
  private final Call call;
  private final long mostMillis;

  Documents(Connected connected, Call call, long mostMillis) {
    this.connected = connected;
    this.call = call;
    this.mostMillis = mostMillis;
  }

  /** The collection, for the next round trip. */
  public MongoCollection<RawBsonDocument> next() {
    return within(connected.collection());
  }

  /** As {@link #next} for reads that must see every acknowledged write. */
  public MongoCollection<RawBsonDocument> nextStrongRead() {
    var primary = next().withReadPreference(ReadPreference.primary());
    return connected.topology().isReplicated()
        ? primary.withReadConcern(ReadConcern.LINEARIZABLE)
        : primary;
  }

  /** As {@link #next} for reads that belong to a write. */
  public MongoCollection<RawBsonDocument> nextOfPrimary() {
    return next().withReadPreference(ReadPreference.primary());
  }

  /** As {@link #next} for writes that must be on most members. */
  public MongoCollection<RawBsonDocument> nextStrongWrite() {
    return next().withWriteConcern(WriteConcern.MAJORITY.withJournal(true));
  }

  /**
   * Runs what makes one transaction, again when it collided with another, as long as there is time.
   *
   * @param work must let failures of the driver pass, since they say whether to run it again
   * @throws ComponentException with {@link ErrorCode#UNSUPPORTED} where there are no transactions
   */
  public void transact(BiConsumer<ClientSession, MongoCollection<RawBsonDocument>> work) {
    if (!connected.topology().isReplicated()) {
      throw new ComponentException(
          ErrorCode.UNSUPPORTED,
          "MongoDB runs as a standalone server (expected: a replica set or a sharded cluster, since"
              + " only these have transactions)");
    }
    try (var session = connected.client().startSession(session())) {
      session.withTransaction(() -> {
        abandonable(() -> work.accept(session, connected.collection()));
        return true;
      });
    }
  }

  /**
   * Forgets that the thread was interrupted once that has ended the work: the driver could not tell
   * MongoDB that the transaction is over, which would keep what it has written from all others for
   * a minute.
   */
  private static void abandonable(Runnable work) {
    try {
      work.run();
    } catch (MongoInterruptedException e) {
      var _ = Thread.interrupted();
      throw e;
    }
  }

  /** The time limit is that of the whole transaction: no operation within may have its own. */
  private ClientSessionOptions session() {
    var transaction =
        TransactionOptions.builder()
            .readPreference(ReadPreference.primary())
            .readConcern(ReadConcern.SNAPSHOT)
            .writeConcern(WriteConcern.MAJORITY)
            .build();
    return ClientSessionOptions.builder()
        .defaultTransactionOptions(transaction)
        .defaultTimeout(left(), TimeUnit.MILLISECONDS)
        .build();
  }

  private MongoCollection<RawBsonDocument> within(MongoCollection<RawBsonDocument> collection) {
    return collection.withTimeout(Math.min(mostMillis, left()), TimeUnit.MILLISECONDS);
  }

  private long left() {
    return left(call);
  }

  /** How many milliseconds the next round trip of a call may take; the driver takes 0 for ever. */
  static long left(Call call) {
    long left = call.remaining().toMillis();
    long usable = left - Math.min(left / SHARE_RESERVED, MOST_RESERVED_MILLIS);
    if (usable <= 0) {
      throw new ComponentException(
          ErrorCode.TIMEOUT, "the time was up before the command was sent");
    }
    return usable;
  }

  /** A way that is open. */
  record Connected(
      MongoClient client, MongoCollection<RawBsonDocument> collection, Topology topology) {}
}
