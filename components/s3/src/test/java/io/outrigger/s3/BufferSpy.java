package io.outrigger.s3;

import java.io.InputStream;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Objects;
import java.util.Set;

/** Content that sees what arrays it is read into. For use by one thread. */
final class BufferSpy extends InputStream {

  private final Set<byte[]> buffers = Collections.newSetFromMap(new IdentityHashMap<>());
  private int left;

  BufferSpy(int size) {
    left = size;
  }

  int buffers() {
    return buffers.size();
  }

  int largestBuffer() {
    return buffers.stream().mapToInt(buffer -> buffer.length).max().orElse(0);
  }

  @Override
  public int read() {
    return left-- > 0 ? 'b' : -1;
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, target.length);
    buffers.add(target);
    if (left <= 0) {
      return -1;
    }
    int count = Math.min(left, length);
    left -= count;
    return count;
  }
}
