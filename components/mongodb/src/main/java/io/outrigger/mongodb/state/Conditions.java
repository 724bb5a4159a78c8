package io.outrigger.mongodb.state;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.outrigger.spi.ComponentException;
import io.outrigger.spi.ErrorCode;
import io.outrigger.spi.state.SetRequest;
import io.outrigger.spi.state.StateOperation;
import java.util.UUID;
import java.util.regex.Pattern;
import org.bson.BsonDateTime;
import org.bson.BsonNull;
import org.bson.BsonType;
import org.bson.conversions.Bson;

/** What a document must be for a write to change it, and what the write makes of it. */
final class Conditions {

  /** Upstream's etags and ours are random UUIDs. */
  private static final Pattern ETAG =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private Conditions() {}

  /** Matches the document that the write may change at a time, if there is any. */
  static Bson matching(StateOperation operation, long now) {
    var key = Filters.eq(StoredState.ID, operation.key());
    var options = operation.options();
    if (options.needsEtag()) {
      return Filters.and(key, etag(options.etag()), Filters.not(expired(now)));
    }
    // One that has expired is as good as none; with one that has not, the write becomes an insert
    // of a second document with this key, which MongoDB refuses.
    return operation instanceof SetRequest && options.needsAbsence()
        ? Filters.and(key, expired(now))
        : key;
  }

  private static Bson etag(String etag) {
    return etag.equals(StoredState.NO_ETAG)
        ? Filters.not(Filters.type(StoredState.ETAG, BsonType.STRING))
        : Filters.eq(StoredState.ETAG, etag);
  }

  private static Bson expired(long now) {
    return Filters.lte(StoredState.TTL, new BsonDateTime(now));
  }

  /**
   * Changes a document to what the write says, and leaves fields of others. A value that lives for
   * ever has an explicit null, since Dapr finds no document that lacks the field.
   */
  static Bson update(SetRequest request, long now) {
    var ttl = request.ttl();
    var end =
        ttl == null || ttl.isZero()
            ? BsonNull.VALUE
            : new BsonDateTime(Math.addExact(now, ttl.toMillis()));
    return Updates.combine(
        Updates.set(StoredState.VALUE, StoredText.of(request.value())),
        Updates.set(StoredState.ETAG, UUID.randomUUID().toString()),
        Updates.set(StoredState.TTL, end));
  }

  /** The failure of a write that found no document which it may change. */
  static ComponentException refusal(StateOperation operation) {
    var options = operation.options();
    if (options.needsEtag() && !isPossible(options.etag())) {
      return refusal(ErrorCode.ETAG_INVALID, operation, "one that a read has answered");
    }
    return refusal(
        ErrorCode.ETAG_MISMATCH,
        operation,
        options.needsEtag() ? "another, or none" : "no value, for a first write");
  }

  private static boolean isPossible(String etag) {
    return etag.equals(StoredState.NO_ETAG) || ETAG.matcher(etag).matches();
  }

  private static ComponentException refusal(
      ErrorCode code, StateOperation operation, String expected) {
    return new ComponentException(
        code,
        "etag of key \"%s\": \"%s\" (expected: %s)"
            .formatted(operation.key(), operation.options().etag(), expected));
  }
}
