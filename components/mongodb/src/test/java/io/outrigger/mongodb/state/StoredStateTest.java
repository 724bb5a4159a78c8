package io.outrigger.mongodb.state;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.spi.Bytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bson.RawBsonDocument;
import org.junit.jupiter.api.Test;

final class StoredStateTest {

  @Test
  void a_text_that_is_no_utf8_is_read_as_the_bytes_that_stand_there() {
    var bytes = new byte[] {'a', (byte) 0xff, (byte) 0xc3, 'b'};

    assertThat(StoredState.of(withText(bytes)).data()).isEqualTo(Bytes.wrap(bytes));
  }

  @Test
  void an_empty_text_is_no_bytes() {
    assertThat(StoredState.of(withText(new byte[0])).data()).isEqualTo(Bytes.empty());
  }

  @Test
  void a_document_in_the_middle_of_an_array_is_read() {
    var text = RawBsonDocument.parse("{\"_id\": \"k\", \"value\": \"abc\", \"_etag\": \"e\"}");
    var bytes = new byte[text.getByteLength() + 7];
    text.getByteBuffer().get(bytes, 5, text.getByteLength());
    var moved = new RawBsonDocument(bytes, 5, text.getByteLength());

    assertThat(StoredState.of(moved)).isEqualTo(new StoredState("k", Bytes.utf8("abc"), "e", null));
  }

  @Test
  void a_document_without_value_is_json_null_as_for_upstream() {
    var document = RawBsonDocument.parse("{\"_id\": \"k\", \"_etag\": \"e\"}");

    assertThat(StoredState.of(document).data()).isEqualTo(Bytes.utf8("null"));
  }

  @Test
  void fields_of_others_are_passed_over() {
    var document =
        RawBsonDocument.parse(
            "{\"x\": {\"value\": \"no\"}, \"_ttl\": 5, \"value\": \"yes\", \"_etag\": 3}");

    assertThat(StoredState.of(document))
        .isEqualTo(new StoredState("", Bytes.utf8("yes"), "", null));
  }

  @Test
  void bytes_are_a_text_only_if_they_come_back_as_they_were() {
    // A surrogate, a character that is too long, and one that is cut off, none of them UTF-8.
    for (var bytes : new int[][] {{0xed, 0xa0, 0x80}, {0xc0, 0xaf}, {0xe2, 0x82}, {0xff}}) {
      assertThat(StoredText.of(bytes(bytes)).isBinary()).isTrue();
    }
    assertThat(StoredText.of(Bytes.utf8("\u0000🛶")).isString()).isTrue();
  }

  private static Bytes bytes(int... values) {
    var bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return Bytes.wrap(bytes);
  }

  /** What a driver sends that does not look at the bytes of a text. */
  private static RawBsonDocument withText(byte[] text) {
    var name = "\u0002value\u0000".getBytes(ISO_8859_1);
    var buffer = ByteBuffer.allocate(4 + name.length + 4 + text.length + 2);
    buffer.order(ByteOrder.LITTLE_ENDIAN).putInt(buffer.capacity()).put(name);
    buffer.putInt(text.length + 1).put(text).put((byte) 0).put((byte) 0);
    return new RawBsonDocument(buffer.array());
  }
}
