package io.outrigger.testkit.state;

import io.outrigger.spi.Bytes;

/** A value that a store may be tempted to change. */
enum SampleValue {
  EMPTY(Bytes.empty()),
  EVERY_BYTE(everyByte(256)),
  ONE_MEBIBYTE(everyByte(1 << 20)),
  TEXT(Bytes.utf8("plain text")),
  UNICODE_TEXT(Bytes.utf8("naïve 状态 🛶")),
  INVALID_UTF8(Bytes.wrap(new byte[] {(byte) 0xC3, 0x28, (byte) 0xFF})),
  NUMBER_TEXT(Bytes.utf8("0042")),
  BOOLEAN_TEXT(Bytes.utf8("true")),
  JSON_TEXT(Bytes.utf8("{\"b\" : 1.0, \"a\":[ ] }\n")),
  QUOTED_TEXT(Bytes.utf8("\"quoted\"")),
  BASE64_TEXT(Bytes.utf8("YWJj")),
  PROTOBUF(Bytes.wrap(new byte[] {0x0A, 0x03, 'a', 'b', 'c', 0x10, (byte) 0x96, 0x01})),
  PART_OF_AN_ARRAY(Bytes.wrap(new byte[] {1, 2, 3, 4, 5, 6}, 2, 3));

  @SuppressWarnings("ImmutableEnumChecker") // Bytes is immutable, though not annotated so.
  private final Bytes bytes;

  SampleValue(Bytes bytes) {
    this.bytes = bytes;
  }

  Bytes bytes() {
    return bytes;
  }

  private static Bytes everyByte(int size) {
    var bytes = new byte[size];
    for (int i = 0; i < size; i++) {
      bytes[i] = (byte) i;
    }
    return Bytes.wrap(bytes);
  }
}
