package io.outrigger.s3;

import io.outrigger.spi.ComponentException;
import io.outrigger.spi.ErrorCode;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Semaphore;

/**
 * The memory for the parts of all puts of one instance: a number of places, each for one whole
 * part. A put needs none until its content turns out to be larger than {@value #FREE_BYTES} bytes;
 * then it waits for one, reading no further, and keeps it to its end. S3 takes no parts so small
 * that all could have one. Safe for use by many threads.
 */
final class PartMemory {

  /** What a put may read without a place; less than its first two buffers have. */
  static final int FREE_BYTES = 512 << 10;

  /** What a buffer takes besides while it grows to a whole part. */
  private static final int GROWTH_BYTES = 1 << 20;

  private static final int LEAST_PLACES = 2;
  private static final int SHARE_OF_HEAP = 4;

  private final Semaphore places;

  PartMemory(int places) {
    this.places = new Semaphore(places, true);
  }

  /** A quarter of the heap, but two places at least: who configures large parts is to have them. */
  static PartMemory ofHeap(long heapBytes, int partBytes) {
    long places = heapBytes / SHARE_OF_HEAP / (partBytes + GROWTH_BYTES);
    return new PartMemory(Math.clamp(places, LEAST_PLACES, Integer.MAX_VALUE));
  }

  /** How many places nobody has. */
  int free() {
    return places.availablePermits();
  }

  /** Content that takes a place when it is large; closing it gives the place back, no more. */
  InputStream bounded(InputStream content) {
    return new Bounded(content);
  }

  private final class Bounded extends FilterInputStream {

    private long read;
    private boolean hasPlace;

    private Bounded(InputStream content) {
      super(content);
    }

    @Override
    public int read() throws IOException {
      int one = in.read();
      count(one < 0 ? 0 : 1);
      return one;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int count = in.read(target, offset, length);
      count(Math.max(0, count));
      return count;
    }

    private void count(int bytes) {
      read += bytes;
      if (read > FREE_BYTES && !hasPlace) {
        takePlace();
      }
    }

    private void takePlace() {
      try {
        places.acquire();
        hasPlace = true;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new ComponentException(
            ErrorCode.CANCELLED, "interrupted while other large puts had all the memory", e);
      }
    }

    @Override
    public void close() {
      if (hasPlace) {
        hasPlace = false;
        places.release();
      }
    }
  }
}
