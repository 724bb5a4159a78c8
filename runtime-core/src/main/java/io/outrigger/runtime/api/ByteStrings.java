package io.outrigger.runtime.api;

import com.google.protobuf.ByteOutput;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.outrigger.spi.Bytes;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Turns protobuf's bytes into the SPI's and back without copying them. */
public final class ByteStrings {

  private ByteStrings() {}

  /** The SPI's bytes as protobuf's. */
  public static ByteString toProto(Bytes bytes) {
    return UnsafeByteOperations.unsafeWrap(bytes.unsafeArray(), bytes.arrayOffset(), bytes.size());
  }

  /** Protobuf's bytes as the SPI's: not copied when they stand in one array, as parsed ones do. */
  public static Bytes fromProto(ByteString string) {
    if (string.isEmpty()) {
      return Bytes.empty();
    }
    var taker = new ArrayTaker();
    try {
      UnsafeByteOperations.unsafeWriteTo(string, taker);
    } catch (IOException e) {
      throw new IllegalStateException("bytes in memory cannot fail to be read", e);
    }
    return taker.pieces == 1 ? taker.last : Bytes.wrap(string.toByteArray());
  }

  /** Takes the array behind a string that stands in one. */
  private static final class ArrayTaker extends ByteOutput {

    private Bytes last = Bytes.empty();
    private int pieces;

    @Override
    public void writeLazy(byte[] value, int offset, int length) {
      last = Bytes.wrap(value, offset, length);
      pieces++;
    }

    @Override
    public void writeLazy(ByteBuffer value) {
      pieces = 2;
    }

    @Override
    public void write(byte value) {
      pieces = 2;
    }

    @Override
    public void write(byte[] value, int offset, int length) {
      pieces = 2;
    }

    @Override
    public void write(ByteBuffer value) {
      pieces = 2;
    }
  }
}
