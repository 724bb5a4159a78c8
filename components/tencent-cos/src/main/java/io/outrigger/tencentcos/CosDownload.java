package io.outrigger.tencentcos;

import com.qcloud.cos.exception.CosClientException;
import com.qcloud.cos.model.COSObjectInputStream;
import io.outrigger.objectstore.StoreFailures;
import java.io.FilterInputStream;
import java.io.IOException;

/**
 * What COS sends of an object, with failures that have a code. Closed before its end, it closes the
 * connection instead of reading the rest. For one thread.
 */
final class CosDownload extends FilterInputStream {

  private final COSObjectInputStream content;
  private final String subject;
  private long left;

  CosDownload(COSObjectInputStream content, String subject, long length) {
    super(content);
    this.content = content;
    this.subject = subject;
    left = length;
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    try {
      int count = content.read(target, offset, length);
      left -= Math.max(0, count);
      return count;
    } catch (IOException e) {
      throw StoreFailures.of(subject, e);
    } catch (CosClientException e) {
      throw CosFailures.of(subject, e);
    }
  }

  /** Never fails: whatever comes of it, nobody reads any more. */
  @Override
  public void close() {
    boolean interrupted = Thread.interrupted();
    if (left > 0) {
      content.abort();
    }
    try {
      content.close();
    } catch (IOException | CosClientException e) {
      content.abort();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
