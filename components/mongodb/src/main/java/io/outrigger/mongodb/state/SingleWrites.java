package io.outrigger.mongodb.state;

import com.mongodb.MongoWriteException;
import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.UpdateOptions;
import io.outrigger.mongodb.client.Documents;
import io.outrigger.mongodb.client.MongoFailures;
import io.outrigger.spi.state.Consistency;
import io.outrigger.spi.state.DeleteRequest;
import io.outrigger.spi.state.SetRequest;
import io.outrigger.spi.state.StateOperation;
import java.time.InstantSource;
import org.bson.RawBsonDocument;

/** Writes of one key, each one operation that compares and changes. */
final class SingleWrites {

  private static final UpdateOptions UPSERT = new UpdateOptions().upsert(true);
  private static final UpdateOptions UPDATE = new UpdateOptions();

  private final InstantSource clock;

  SingleWrites(InstantSource clock) {
    this.clock = clock;
  }

  /** Makes a write, or fails with the code of a refusal. */
  void apply(Documents documents, StateOperation operation) {
    try {
      apply(collection(documents, operation), operation);
    } catch (MongoWriteException e) {
      if (!MongoFailures.isDuplicateKey(e)) {
        throw e;
      }
      retry(documents, operation);
    }
  }

  /**
   * Decides what it means that a document with this key is there, which the write did not match: a
   * refusal of a first write; else only that another came between the two halves of an upsert, and
   * that the write now finds what the other wrote.
   */
  private void retry(Documents documents, StateOperation operation) {
    if (operation.options().needsAbsence()) {
      throw Conditions.refusal(operation);
    }
    apply(collection(documents, operation), operation);
  }

  static MongoCollection<RawBsonDocument> collection(
      Documents documents, StateOperation operation) {
    return isStrong(operation) ? documents.nextStrongWrite() : documents.next();
  }

  static boolean isStrong(StateOperation operation) {
    return operation.options().consistency() == Consistency.STRONG;
  }

  private void apply(MongoCollection<RawBsonDocument> collection, StateOperation operation) {
    long now = clock.millis();
    var matching = Conditions.matching(operation, now);
    long changed =
        switch (operation) {
          case SetRequest set -> {
            var update = Conditions.update(set, now);
            yield collection.updateOne(matching, update, options(set)).getMatchedCount();
          }
          case DeleteRequest _ -> collection.deleteOne(matching).getDeletedCount();
        };
    check(operation, changed);
  }

  /** As {@link #apply} within a transaction. */
  void applyWithin(
      ClientSession session,
      MongoCollection<RawBsonDocument> collection,
      StateOperation operation) {
    long now = clock.millis();
    var matching = Conditions.matching(operation, now);
    try {
      long changed =
          switch (operation) {
            case SetRequest set -> {
              var update = Conditions.update(set, now);
              yield collection.updateOne(session, matching, update, options(set)).getMatchedCount();
            }
            case DeleteRequest _ -> collection.deleteOne(session, matching).getDeletedCount();
          };
      check(operation, changed);
    } catch (MongoWriteException e) {
      throw MongoFailures.isDuplicateKey(e) && operation.options().needsAbsence()
          ? Conditions.refusal(operation)
          : e;
    }
  }

  /** A write that needs an etag must not make a document. */
  static UpdateOptions options(SetRequest request) {
    return request.options().needsEtag() ? UPDATE : UPSERT;
  }

  private static void check(StateOperation operation, long changed) {
    if (operation.options().needsEtag() && changed == 0) {
      throw Conditions.refusal(operation);
    }
  }
}
