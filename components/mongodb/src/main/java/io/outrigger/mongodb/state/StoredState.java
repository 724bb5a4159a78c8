package io.outrigger.mongodb.state;

import io.outrigger.spi.Bytes;
import io.outrigger.spi.state.StateValue;
import java.time.Instant;
import java.util.Map;
import org.bson.BsonBinaryReader;
import org.bson.BsonNull;
import org.bson.BsonType;
import org.bson.RawBsonDocument;
import org.bson.io.ByteBufferBsonInput;
import org.jspecify.annotations.Nullable;

/**
 * A document as upstream keeps it: {@code {_id, value, _etag, _ttl}}.
 *
 * <p>A text is taken as the bytes that stand there and not decoded: upstream's driver writes bytes
 * that are no UTF-8 into a text, too.
 *
 * @param key the key with its prefix
 * @param data what the caller wrote
 * @param etag the version; empty when the document has none, being nobody's who knows of etags
 * @param end when it expires, in milliseconds; null when never
 */
record StoredState(String key, Bytes data, String etag, @Nullable Long end) {

  static final String ID = "_id";
  static final String VALUE = "value";
  static final String ETAG = "_etag";
  static final String TTL = "_ttl";

  /** What {@link #etag} is called towards callers where there is none. */
  static final String NO_ETAG = "none";

  /** Before a text stands its size. */
  private static final int SIZE_BYTES = 4;

  /** Reads a document. */
  static StoredState of(RawBsonDocument document) {
    var input = new ByteBufferBsonInput(document.getByteBuffer());
    var parts = new Parts(document.getByteOffset() - input.getPosition());
    try (var reader = new BsonBinaryReader(input)) {
      reader.readStartDocument();
      while (reader.readBsonType() != BsonType.END_OF_DOCUMENT) {
        parts.take(reader, document);
      }
    }
    var data = parts.data == null ? StoredText.bytes(BsonNull.VALUE) : parts.data;
    return new StoredState(parts.key, data, parts.etag, parts.end);
  }

  /** What stands there at a time. */
  StateValue at(long now) {
    if (end != null && end <= now) {
      return StateValue.absent();
    }
    var known = etag.isEmpty() ? NO_ETAG : etag;
    return end == null
        ? StateValue.of(data, known)
        : new StateValue(
            data, known, Map.of(StateValue.TTL_EXPIRE_TIME, Instant.ofEpochMilli(end).toString()));
  }

  /** What has been read so far. */
  private static final class Parts {

    /** Where in the array of the document the reader's position 0 is. */
    private final int origin;

    private String key = "";
    private @Nullable Bytes data;
    private String etag = "";
    private @Nullable Long end;

    private Parts(int origin) {
      this.origin = origin;
    }

    /** Reads the next field, or passes over it. */
    private void take(BsonBinaryReader reader, RawBsonDocument document) {
      var name = reader.readName();
      var type = reader.getCurrentBsonType();
      if (name.equals(VALUE)) {
        data = type == BsonType.STRING ? text(reader, document) : other(reader, document);
      } else if (name.equals(TTL) && type == BsonType.DATE_TIME) {
        end = reader.readDateTime();
      } else if (name.equals(ETAG) && type == BsonType.STRING) {
        etag = reader.readString();
      } else if (name.equals(ID) && type == BsonType.STRING) {
        key = reader.readString();
      } else {
        reader.skipValue();
      }
    }

    private Bytes text(BsonBinaryReader reader, RawBsonDocument document) {
      int start = reader.getBsonInput().getPosition() + SIZE_BYTES;
      reader.skipValue();
      int size = reader.getBsonInput().getPosition() - 1 - start;
      return Bytes.wrap(document.getBackingArray(), origin + start, size);
    }

    private static Bytes other(BsonBinaryReader reader, RawBsonDocument document) {
      reader.skipValue();
      return StoredText.bytes(document.get(VALUE, BsonNull.VALUE));
    }
  }
}
