package io.outrigger.client;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The codecs that come with the client. */
final class Codecs {

  static final Codec<byte[]> BYTES =
      new Codec<>() {
        @Override
        public byte[] encode(byte[] value) {
          return value;
        }

        @Override
        public byte[] decode(byte[] bytes) {
          return bytes;
        }
      };

  static final Codec<String> STRING =
      new Codec<>() {
        @Override
        public byte[] encode(String value) {
          return value.getBytes(UTF_8);
        }

        @Override
        public String decode(byte[] bytes) {
          return new String(bytes, UTF_8);
        }
      };

  private Codecs() {}

  static <T> Codec<T> json(Class<T> type) {
    if (isPresent("tools.jackson.databind.json.JsonMapper")) {
      return new Jackson3Codec<>(type);
    }
    if (isPresent("com.fasterxml.jackson.databind.ObjectMapper")) {
      return new Jackson2Codec<>(type);
    }
    throw new IllegalStateException(
        "JSON needs Jackson: add tools.jackson.core:jackson-databind to the application");
  }

  private static boolean isPresent(String type) {
    try {
      var unused = Class.forName(type, false, Codecs.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }
}
