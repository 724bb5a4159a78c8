package io.outrigger.mongodb.state;

import io.outrigger.spi.Bytes;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.bson.BsonBinary;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;

/**
 * The field {@code value} of a document: a text, as upstream writes it, or binary data when the
 * bytes are no UTF-8.
 */
final class StoredText {

  private static final JsonWriterSettings JSON =
      JsonWriterSettings.builder().outputMode(JsonMode.RELAXED).build();

  private StoredText() {}

  /** How bytes are stored. */
  static BsonValue of(Bytes value) {
    try {
      // Unlike the constructor of String, a decoder refuses what it would have to replace.
      var text = StandardCharsets.UTF_8.newDecoder().decode(value.asByteBuffer()).toString();
      return new BsonString(text);
    } catch (CharacterCodingException _) {
      return new BsonBinary(value.toArray());
    }
  }

  /**
   * The bytes of a value that is no text. Dapr stores JSON as a document, an array or a number when
   * the caller says that it is JSON, and reads it as JSON text again.
   */
  static Bytes bytes(BsonValue value) {
    if (value instanceof BsonBinary binary) {
      return Bytes.wrap(binary.getData());
    }
    if (value instanceof BsonDocument document) {
      return Bytes.utf8(document.toJson(JSON));
    }
    var wrapped = new BsonDocument("v", value).toJson(JSON);
    return Bytes.utf8(wrapped.substring(wrapped.indexOf(':') + 1, wrapped.length() - 1).strip());
  }
}
