package io.outrigger.qiniu;

import io.outrigger.spi.ComponentContext;
import io.outrigger.spi.ComponentException;
import io.outrigger.spi.ErrorCode;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import okhttp3.Request;

/**
 * The request that makes a file visible. When its answer is lost, the file itself tells whether it
 * has taken effect; when it has another content than was sent, it is removed. Safe for use by many
 * threads.
 */
final class Publication {

  private final ComponentContext context;
  private final QiniuHttp http;
  private final Bucket bucket;

  Publication(ComponentContext context, QiniuHttp http, Bucket bucket) {
    this.context = context;
    this.http = http;
    this.bucket = bucket;
  }

  /**
   * Sends the request.
   *
   * @param hashes those of which the file must have one then
   */
  void run(Upload upload, Set<String> hashes, Request request) {
    upload.requireGoingOn();
    try {
      requireHash(upload, hashes, upload.send(http, request));
    } catch (ComponentException e) {
      if (!isAnswerLost(e) || !isThere(upload, hashes)) {
        throw e;
      }
    }
  }

  /** No answer, or one that is not Qiniu's. */
  private static boolean isAnswerLost(ComponentException failure) {
    return failure.code() == ErrorCode.INTERNAL
        || (failure.getCause() instanceof IOException && failure.code() != ErrorCode.CANCELLED);
  }

  private boolean isThere(Upload upload, Set<String> hashes) {
    try {
      return Optional.ofNullable(bucket.stat(upload.object()).metadata().get(StoredObject.ETAG))
          .filter(hashes::contains)
          .isPresent();
    } catch (ComponentException e) {
      // The failure of the request says more.
      return false;
    }
  }

  private void requireHash(Upload upload, Set<String> hashes, Reply reply) {
    var told = told(upload, reply);
    if (told.isEmpty() || hashes.contains(told.get())) {
      return;
    }
    var failure =
        new ComponentException(
            ErrorCode.DATA_LOSS,
            "%s: Qiniu says that its hash is %s (expected: %s), so it is not kept"
                .formatted(upload.subject(), told.get(), String.join(" or ", hashes)));
    try {
      bucket.clean(upload.object());
    } catch (ComponentException e) {
      failure.addSuppressed(e);
    }
    throw failure;
  }

  private Optional<String> told(Upload upload, Reply reply) {
    return Optional.ofNullable(reply.fields(context, upload.subject()).get("hash"))
        .map(Object::toString);
  }
}
