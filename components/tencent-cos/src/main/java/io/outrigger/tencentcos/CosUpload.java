package io.outrigger.tencentcos;

import com.qcloud.cos.model.AbortMultipartUploadRequest;
import com.qcloud.cos.model.CompleteMultipartUploadRequest;
import com.qcloud.cos.model.CompleteMultipartUploadResult;
import com.qcloud.cos.model.InitiateMultipartUploadRequest;
import com.qcloud.cos.model.ObjectMetadata;
import com.qcloud.cos.model.PartETag;
import com.qcloud.cos.model.UploadPartRequest;
import com.qcloud.cos.model.UploadPartResult;
import io.outrigger.objectstore.ObjectName;
import io.outrigger.objectstore.PartReader.Part;
import io.outrigger.spi.ComponentException;
import io.outrigger.spi.ErrorCode;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An upload in parts. Nothing of it is seen before it is complete; closed before that, it is taken
 * back. For one thread.
 */
final class CosUpload implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(CosUpload.class);

  /** How many parts COS takes. */
  static final int MOST_PARTS = 10_000;

  private final CosConnection connection;
  private final ObjectName object;
  private final String subject;
  private final String id;
  private final List<PartETag> parts = new ArrayList<>();
  private boolean ended;

  private CosUpload(CosConnection connection, ObjectName object, String subject, String id) {
    this.connection = connection;
    this.object = object;
    this.subject = subject;
    this.id = id;
  }

  /** Begins an upload. */
  static CosUpload begin(
      CosConnection connection, ObjectName object, String subject, ObjectMetadata metadata) {
    var request = new InitiateMultipartUploadRequest(object.bucket(), object.key(), metadata);
    var begun = connection.run(subject, cos -> cos.initiateMultipartUpload(request));
    return new CosUpload(connection, object, subject, begun.getUploadId());
  }

  /** Sends the next part. */
  void add(Part part) {
    int number = parts.size() + 1;
    if (number > MOST_PARTS) {
      throw new IllegalArgumentException(
          subject + ": more than " + MOST_PARTS + " parts (expected: fewer; raise part_size)");
    }
    var md5 = Md5.of(part);
    var request =
        new UploadPartRequest()
            .withBucketName(object.bucket())
            .withKey(object.key())
            .withUploadId(id)
            .withPartNumber(number)
            .withPartSize(part.length())
            .withMD5Digest(md5.base64())
            .withInputStream(new ByteArrayInputStream(part.buffer(), 0, part.length()));
    var sent = connection.run(subject, cos -> cos.uploadPart(request));
    requireSame(md5, sent);
    parts.add(new PartETag(number, sent.getETag()));
  }

  private void requireSame(Md5 sent, UploadPartResult stored) {
    if (!sent.hex().equalsIgnoreCase(stored.getETag())) {
      throw CosFailures.damaged(
          subject,
          "part %d has the checksum %s in the store (expected: %s)"
              .formatted(parts.size() + 1, stored.getETag(), sent.hex()),
          null);
    }
  }

  /** Makes the parts the object. */
  CompleteMultipartUploadResult complete(boolean ifAbsent) {
    var request =
        new CompleteMultipartUploadRequest(
            object.bucket(), object.key(), id, new ArrayList<>(parts));
    if (ifAbsent) {
      var metadata = new ObjectMetadata();
      metadata.setHeader(CosRetries.FORBID_OVERWRITE, "true");
      request.setObjectMetadata(metadata);
    }
    var completed = connection.run(subject, cos -> cos.completeMultipartUpload(request));
    ended = true;
    return completed;
  }

  /** Takes the upload back unless it is complete. A failure of that is logged. */
  @Override
  public void close() {
    if (ended) {
      return;
    }
    // The caller may have gone; without its interrupt COS can still be told.
    boolean interrupted = Thread.interrupted();
    try {
      abort();
    } catch (ComponentException e) {
      LOG.warn(
          "an upload is left in COS, which bills it: {} uploadId={} reason={}",
          subject,
          id,
          e.getMessage());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void abort() {
    var request = new AbortMultipartUploadRequest(object.bucket(), object.key(), id);
    try {
      connection.run(
          subject,
          cos -> {
            cos.abortMultipartUpload(request);
            return true;
          });
    } catch (ComponentException e) {
      // There is no such upload any more.
      if (e.code() != ErrorCode.ABORTED) {
        throw e;
      }
    }
    ended = true;
  }
}
