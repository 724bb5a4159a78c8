package io.outrigger.tencentcos;

import com.qcloud.cos.Headers;
import com.qcloud.cos.model.ObjectMetadata;
import com.qcloud.cos.model.PutObjectRequest;
import io.outrigger.objectstore.ObjectName;
import io.outrigger.objectstore.PartReader;
import io.outrigger.objectstore.PartReader.Part;
import io.outrigger.objectstore.PutOptions;
import io.outrigger.spi.ComponentException;
import io.outrigger.spi.ErrorCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The writing of one file: at once when it is no longer than a part, else in parts. It holds one
 * part and never more. For one thread.
 */
final class CosPut {

  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_-]+");
  private static final Pattern PRINTABLE = Pattern.compile("[\\x20-\\x7E]+");

  private final CosConnection connection;
  private final ObjectName object;
  private final PutOptions options;
  private final int partBytes;
  private final String subject;
  private final Crc64 checksum = new Crc64();
  private long length;

  /** Judges a request. */
  CosPut(CosConnection connection, ObjectName object, PutOptions options, int partBytes) {
    this.connection = connection;
    this.object = object;
    this.options = options;
    this.partBytes = partBytes;
    subject = "file \"" + object.key() + '"';
    options.acl().ifPresent(acl -> require("ACL", acl, WORD, "private or public-read"));
    options.storageType().ifPresent(type -> require("storageType", type, WORD, "STANDARD"));
    options.contentType().ifPresent(type -> require("content-type", type, PRINTABLE, "text/plain"));
    if (options.size().orElse(0) > (long) partBytes * CosUpload.MOST_PARTS) {
      throw new IllegalArgumentException(
          "metadata: filesize: %d (expected: at most %d; raise part_size for more)"
              .formatted(options.size().orElse(0), (long) partBytes * CosUpload.MOST_PARTS));
    }
  }

  private static void require(String key, String value, Pattern form, String example) {
    if (!form.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "metadata: %s: \"%s\" (expected: a value such as %s)"
              .formatted(key, value.replaceAll("\\p{Cntrl}", "\u2400"), example));
    }
  }

  /** Writes the content to its end; what it throws itself comes out as it is. */
  void run(InputStream content, PartMemory memory) throws IOException {
    int granted = memory.take(wantedBytes(), leastBytes());
    try {
      write(new PartReader(content, granted, options.size()));
    } finally {
      memory.release(granted);
    }
  }

  /** A part, or the whole file when it is smaller. */
  private int wantedBytes() {
    long size = Math.max(PartMemory.LEAST_BYTES, options.size().orElse(partBytes));
    return (int) Math.min(size, partBytes);
  }

  /** What makes no more parts than COS takes. */
  private int leastBytes() {
    long least = options.size().orElse(0) / CosUpload.MOST_PARTS + 1;
    return (int) Math.max(PartMemory.LEAST_BYTES, least);
  }

  private void write(PartReader parts) throws IOException {
    var first = parts.next();
    if (first.isLast()) {
      putWhole(first);
    } else {
      putParts(first, parts);
    }
  }

  private void putWhole(Part part) {
    var metadata = metadata();
    metadata.setContentLength(part.length());
    metadata.setContentMD5(Md5.of(part).base64());
    count(part);
    var content = new ByteArrayInputStream(part.buffer(), 0, part.length());
    var request = new PutObjectRequest(object.bucket(), object.key(), content, metadata);
    var stored = connection.run(subject, cos -> cos.putObject(request));
    requireSame(stored.getCrc64Ecma(), stored.getETag());
  }

  private void putParts(Part first, PartReader parts) throws IOException {
    try (var upload = CosUpload.begin(connection, object, subject, metadata())) {
      var part = first;
      add(upload, part);
      while (!part.isLast()) {
        part = parts.next();
        add(upload, part);
      }
      complete(upload);
    }
  }

  private void add(CosUpload upload, Part part) {
    upload.add(part);
    count(part);
  }

  private void count(Part part) {
    checksum.update(part.buffer(), 0, part.length());
    length += part.length();
  }

  private void complete(CosUpload upload) {
    try {
      var completed = upload.complete(options.ifAbsent());
      requireSame(completed.getCrc64Ecma(), completed.getETag());
    } catch (ComponentException e) {
      if (!isUnknown(e) || !isThere()) {
        throw e;
      }
    }
  }

  /** Whether the object may be there although COS has not said so. */
  private boolean isUnknown(ComponentException failure) {
    boolean unanswered =
        failure.code() == ErrorCode.UNAVAILABLE || failure.code() == ErrorCode.TIMEOUT;
    return unanswered && !options.ifAbsent() && !Thread.currentThread().isInterrupted();
  }

  /** Asks COS whether the object is what was sent. */
  private boolean isThere() {
    try {
      var found = look();
      return found.getContentLength() == length && isSame(found.getCrc64Ecma());
    } catch (ComponentException e) {
      return false;
    }
  }

  private ObjectMetadata look() {
    return connection.run(subject, cos -> cos.getObjectMetadata(object.bucket(), object.key()));
  }

  private boolean isSame(@Nullable String stored) {
    return checksum.value().equals(stored);
  }

  /** Old clusters of COS tell no checksum. */
  private void requireSame(@Nullable String stored, String etag) {
    if (stored == null || isSame(stored)) {
      return;
    }
    deleteIf(etag);
    throw CosFailures.damaged(
        subject,
        "it has the checksum %s in the store (expected: %s)".formatted(stored, checksum.value()),
        null);
  }

  /** Removes what is broken unless another put has replaced it. */
  private void deleteIf(String etag) {
    if (etag.equals(look().getETag())) {
      connection.run(
          subject,
          cos -> {
            cos.deleteObject(object.bucket(), object.key());
            return true;
          });
    }
  }

  private ObjectMetadata metadata() {
    var metadata = new ObjectMetadata();
    metadata.setContentType(options.contentType().orElse(PutOptions.UNKNOWN_CONTENT));
    options.acl().ifPresent(acl -> metadata.setHeader(Headers.COS_CANNED_ACL, acl));
    options.storageType().ifPresent(type -> metadata.setHeader(Headers.STORAGE_CLASS, type));
    if (options.ifAbsent()) {
      metadata.setHeader(CosRetries.FORBID_OVERWRITE, "true");
    }
    return metadata;
  }
}
