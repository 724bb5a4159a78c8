package io.outrigger.tencentcos;

import io.outrigger.objectstore.Checksum;

/**
 * The CRC-64 of COS ({@code x-cos-hash-crc64ecma}): the polynomial of ECMA-182 reflected, as in the
 * format xz, written as a decimal number without sign. For one thread.
 */
final class Crc64 implements Checksum {

  private static final long POLYNOMIAL = 0xC96C5795D7870F42L;

  /** How many bytes are taken at a time. */
  private static final int STRIDE = 8;

  /** The checksums of each byte with 0 to 7 zeroes behind it. */
  private static final long[][] TABLES = tables();

  private long state = -1;

  @Override
  public void update(byte[] bytes, int offset, int length) {
    long crc = state;
    int end = offset + length;
    int at = offset;
    for (; at <= end - STRIDE; at += STRIDE) {
      crc = stride(crc, bytes, at);
    }
    for (; at < end; at++) {
      crc = TABLES[0][(int) (crc ^ bytes[at]) & 0xFF] ^ (crc >>> 8);
    }
    state = crc;
  }

  private static long stride(long crc, byte[] bytes, int at) {
    long next = 0;
    for (int i = 0; i < STRIDE; i++) {
      next ^= TABLES[STRIDE - 1 - i][(int) ((crc >>> (8 * i)) ^ bytes[at + i]) & 0xFF];
    }
    return next;
  }

  @Override
  public String value() {
    return Long.toUnsignedString(~state);
  }

  private static long[][] tables() {
    var tables = new long[STRIDE][256];
    for (int first = 0; first < 256; first++) {
      long crc = first;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 1) == 0 ? crc >>> 1 : (crc >>> 1) ^ POLYNOMIAL;
      }
      tables[0][first] = crc;
    }
    for (int zeroes = 1; zeroes < STRIDE; zeroes++) {
      for (int first = 0; first < 256; first++) {
        long before = tables[zeroes - 1][first];
        tables[zeroes][first] = tables[0][(int) before & 0xFF] ^ (before >>> 8);
      }
    }
    return tables;
  }
}
