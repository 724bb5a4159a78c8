package io.outrigger.qiniu;

import io.outrigger.objectstore.ObjectName;
import io.outrigger.objectstore.PutOptions;
import io.outrigger.spi.ComponentException;
import io.outrigger.spi.ErrorCode;
import java.util.Optional;
import okhttp3.MediaType;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/**
 * What is to become an object.
 *
 * @param object which one
 * @param options what its put asks for
 * @param type its media type; Qiniu finds one when it is absent
 */
record Upload(ObjectName object, PutOptions options, Optional<MediaType> type) {

  private static final String PRIVATE = "private";
  private static final String PUBLIC = "public-read";

  /**
   * Judges the options.
   *
   * @throws IllegalArgumentException when one has a value that Qiniu cannot have
   */
  static Upload of(ObjectName object, PutOptions options, QiniuSettings settings) {
    options.storageType().ifPresent(StorageClass::number);
    requireAclOfBucket(options, settings);
    return new Upload(object, options, options.contentType().map(Upload::type));
  }

  /** Who may read is a matter of the bucket: what asks for just that has it. */
  private static void requireAclOfBucket(PutOptions options, QiniuSettings settings) {
    var acl = settings.privateBucket() ? PRIVATE : PUBLIC;
    if (options.acl().filter(asked -> !asked.equals(acl)).isPresent()) {
      throw new IllegalArgumentException(
          "metadata: ACL: \"%s\" (expected: %s, which bucket \"%s\" is by the setting private)"
              .formatted(options.acl().get(), acl, settings.bucket()));
    }
  }

  private static MediaType type(String text) {
    var type = MediaType.parse(text);
    if (type == null || !text.chars().allMatch(each -> each >= ' ' && each < 0x7f)) {
      throw new IllegalArgumentException(
          "metadata: content-type: \"%s\" (expected: a media type such as text/plain)"
              .formatted(text));
    }
    return type;
  }

  /** What messages call it. */
  String subject() {
    return Bucket.subject(object);
  }

  @Nullable MediaType typeOrNull() {
    return type.orElse(null);
  }

  /** Fails when the thread has been interrupted, so that nothing becomes visible any more. */
  void requireGoingOn() {
    if (Thread.currentThread().isInterrupted()) {
      throw new ComponentException(ErrorCode.CANCELLED, subject() + ": interrupted");
    }
  }

  /** Sends a request, which Qiniu must not refuse. */
  Reply send(QiniuHttp http, Request request) {
    var reply = http.send(subject(), request);
    if (reply.isSuccess()) {
      return reply;
    }
    // Not the file is missing, which need not be there, but the upload.
    throw reply.isNoEntry()
        ? QiniuFailures.of(ErrorCode.ABORTED, subject(), reply)
        : QiniuFailures.of(subject(), reply);
  }
}
