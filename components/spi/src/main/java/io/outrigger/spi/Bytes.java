package io.outrigger.spi;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/** An immutable run of bytes that can be handed on without being copied. */
public final class Bytes {

  private static final Bytes EMPTY = new Bytes(new byte[0], 0, 0);

  private final byte[] array;
  private final int offset;
  private final int size;

  private Bytes(byte[] array, int offset, int size) {
    this.array = array;
    this.offset = offset;
    this.size = size;
  }

  /** No bytes. */
  public static Bytes empty() {
    return EMPTY;
  }

  /** The bytes of an array that nobody changes from now on; not copied. */
  public static Bytes wrap(byte[] array) {
    return new Bytes(array, 0, array.length);
  }

  /** A part of an array that nobody changes from now on; not copied. */
  public static Bytes wrap(byte[] array, int offset, int size) {
    Objects.checkFromIndexSize(offset, size, array.length);
    return new Bytes(array, offset, size);
  }

  /** The bytes of a text in UTF-8. */
  public static Bytes utf8(String text) {
    return wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  /** How many bytes. */
  public int size() {
    return size;
  }

  /** A copy. */
  public byte[] toArray() {
    return Arrays.copyOfRange(array, offset, offset + size);
  }

  /** The bytes as text in UTF-8. */
  public String toUtf8() {
    return new String(array, offset, size, StandardCharsets.UTF_8);
  }

  /** A read-only view. */
  public ByteBuffer asByteBuffer() {
    return ByteBuffer.wrap(array, offset, size).slice().asReadOnlyBuffer();
  }

  /** The array behind it, from {@link #arrayOffset} on: to be read, never changed. */
  public byte[] unsafeArray() {
    return array;
  }

  /** Where in {@link #unsafeArray} the bytes begin. */
  public int arrayOffset() {
    return offset;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes that
        && Arrays.equals(
            array, offset, offset + size, that.array, that.offset, that.offset + that.size);
  }

  @Override
  public int hashCode() {
    return asByteBuffer().hashCode();
  }

  /** Says how many bytes it is; never the bytes themselves, which may be anybody's data. */
  @Override
  public String toString() {
    return "Bytes[" + size + "]";
  }
}
