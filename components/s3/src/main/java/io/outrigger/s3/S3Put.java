package io.outrigger.s3;

import io.outrigger.objectstore.ObjectName;
import io.outrigger.objectstore.PartReader;
import io.outrigger.objectstore.PartReader.Part;
import io.outrigger.objectstore.PutOptions;
import io.outrigger.spi.ComponentContext;
import io.outrigger.spi.ComponentException;
import io.outrigger.spi.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * The writing of one file: at once when it is one part or less, else part by part. It is seen when
 * the store has all of it. For one thread.
 */
final class S3Put {

  private static final int NOT_FOUND = 404;

  private final Target target;
  private final PutOptions options;
  private final Resources resources;

  /**
   * Where a file goes.
   *
   * @param client the way there
   * @param name what callers name it
   * @param object what the store names it
   */
  record Target(S3Client client, String name, ObjectName object) {

    String subject() {
      return S3FileStore.subject(name);
    }
  }

  /**
   * What puts of an instance have in common.
   *
   * @param partBytes how large a part is
   * @param memory bounds the parts that are held at a time
   * @param context where an upload is aborted
   */
  record Resources(int partBytes, PartMemory memory, ComponentContext context) {}

  /**
   * Judges a request.
   *
   * @throws IllegalArgumentException when it asks for what no store can do
   */
  S3Put(Target target, PutOptions options, Resources resources) {
    this.target = target;
    this.options = options;
    this.resources = resources;
    requireKnownAcl();
    requireEnoughParts();
  }

  private void requireKnownAcl() {
    options
        .acl()
        .ifPresent(acl -> {
          if (ObjectCannedACL.fromValue(acl) == ObjectCannedACL.UNKNOWN_TO_SDK_VERSION) {
            throw new IllegalArgumentException(
                "metadata: ACL: \"%s\" (expected: one of %s)"
                    .formatted(acl, ObjectCannedACL.knownValues().stream().sorted().toList()));
          }
        });
  }

  private void requireEnoughParts() {
    long most = (long) resources.partBytes * MultipartUpload.MOST_PARTS;
    options
        .size()
        .ifPresent(size -> {
          if (size > most) {
            throw new IllegalArgumentException(
                "metadata: filesize: %d (expected: at most %d, which is 10,000 times part_size)"
                    .formatted(size, most));
          }
        });
  }

  /** Writes the content to its end; what it throws itself comes out as it is. */
  void run(InputStream content) throws IOException {
    if (options.ifAbsent()) {
      requireAbsent();
    }
    try (var bounded = resources.memory.bounded(content)) {
      var reader = new PartReader(bounded, resources.partBytes, options.size());
      var first = reader.next();
      if (first.isLast()) {
        putAtOnce(first);
      } else {
        putInParts(reader, first);
      }
    }
  }

  /**
   * Spares the caller the upload of what will be refused. A store that does not know the condition
   * on writes, such as an old MinIO, has nothing but this look.
   */
  private void requireAbsent() {
    if (S3Failures.translating(target.subject(), this::isThere)) {
      throw new ComponentException(
          ErrorCode.ALREADY_EXISTS,
          target.subject() + " is there already (expected: none, by if-none-match)");
    }
  }

  private boolean isThere() {
    var object = target.object();
    try {
      var _ = target.client().headObject(r -> r.bucket(object.bucket()).key(object.key()));
      return true;
    } catch (S3Exception e) {
      if (e.statusCode() == NOT_FOUND) {
        return false;
      }
      throw e;
    }
  }

  private void putAtOnce(Part part) {
    requireNotInterrupted();
    S3Failures.translating(
        target.subject(), () -> target.client().putObject(request(part), Parts.body(part)));
  }

  private PutObjectRequest request(Part part) {
    var request =
        PutObjectRequest.builder()
            .bucket(target.object().bucket())
            .key(target.object().key())
            .contentType(options.contentType().orElse(PutOptions.UNKNOWN_CONTENT))
            .contentMD5(Parts.text(Parts.md5(part)))
            .acl(options.acl().orElse(null))
            .storageClass(storageClass(options));
    if (options.ifAbsent()) {
      request.ifNoneMatch("*").overrideConfiguration(o -> o.addPlugin(Clients.ONCE));
    }
    return request.build();
  }

  private void putInParts(PartReader reader, Part first) throws IOException {
    try (var upload = MultipartUpload.begin(target, options, resources.context)) {
      upload.add(first);
      for (var part = first; !part.isLast(); upload.add(part)) {
        part = reader.next();
      }
      requireNotInterrupted();
      upload.complete();
    }
  }

  /** The storage class as S3 writes it; the caller may write it as Aliyun does: Standard. */
  static @Nullable String storageClass(PutOptions options) {
    return options.storageType().map(type -> type.toUpperCase(Locale.ROOT)).orElse(null);
  }

  private void requireNotInterrupted() {
    if (Thread.currentThread().isInterrupted()) {
      throw new ComponentException(ErrorCode.CANCELLED, target.subject() + ": interrupted");
    }
  }
}
