package io.outrigger.client;

/**
 * How values become bytes and come back. An implementation must be safe for use by several threads.
 *
 * @param <T> the values
 */
public interface Codec<T> {

  /**
   * The bytes of a value. The client does not change them, and neither may anybody else until the
   * call has ended.
   *
   * @throws RuntimeException when the value has none; the method that was called throws it
   */
  byte[] encode(T value);

  /**
   * The value of some bytes, which belong to the caller.
   *
   * @throws RuntimeException when there is none; the call then fails with {@link
   *     ErrorCode#DATA_LOSS} and the reason {@code CODEC}
   */
  T decode(byte[] bytes);

  /** The bytes themselves, without a copy. */
  static Codec<byte[]> bytes() {
    return Codecs.BYTES;
  }

  /** Text in UTF-8. */
  static Codec<String> string() {
    return Codecs.STRING;
  }

  /**
   * JSON by Jackson 3 or else Jackson 2, whichever the application has; unknown properties are
   * passed over.
   *
   * @throws IllegalStateException when it has neither
   */
  static <T> Codec<T> json(Class<T> type) {
    return Codecs.json(type);
  }

  /**
   * Messages of protobuf in their binary form.
   *
   * @param type a generated message class
   * @throws IllegalArgumentException when it is not one
   */
  static <T> Codec<T> protobuf(Class<T> type) {
    return new ProtobufCodec<>(type);
  }
}
