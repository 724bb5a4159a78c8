package io.outrigger.client;

import com.google.protobuf.Internal;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import java.io.UncheckedIOException;

/** Messages of protobuf in their binary form; its type parameter is free of protobuf's types. */
final class ProtobufCodec<T> implements Codec<T> {

  private final Class<T> type;
  private final MessageLite prototype;

  ProtobufCodec(Class<T> type) {
    if (!MessageLite.class.isAssignableFrom(type)) {
      throw new IllegalArgumentException(
          "type: " + type.getName() + " (expected: a generated message of protobuf)");
    }
    this.type = type;
    this.prototype = Internal.getDefaultInstance(type.asSubclass(MessageLite.class));
  }

  @Override
  public byte[] encode(T value) {
    return ((MessageLite) value).toByteArray();
  }

  @Override
  public T decode(byte[] bytes) {
    try {
      return type.cast(prototype.getParserForType().parseFrom(bytes));
    } catch (InvalidProtocolBufferException e) {
      throw new UncheckedIOException(e);
    }
  }
}
