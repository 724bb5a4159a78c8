package io.outrigger.s3;

import io.outrigger.objectstore.PartReader.Part;
import io.outrigger.objectstore.PutOptions;
import io.outrigger.spi.Call;
import io.outrigger.spi.ComponentContext;
import io.outrigger.spi.ComponentException;
import io.outrigger.spi.ErrorCode;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * An upload in parts, of which nothing is seen before it is complete; closing it aborts it unless
 * it is. For one thread.
 */
final class MultipartUpload implements AutoCloseable {

  /** How many parts an object has at most. */
  static final int MOST_PARTS = 10_000;

  private static final Logger LOG = LoggerFactory.getLogger(MultipartUpload.class);
  private static final Duration ABORT_LIMIT = Duration.ofSeconds(5);

  private final S3Put.Target target;
  private final boolean ifAbsent;
  private final ComponentContext context;
  private final String id;
  private final List<CompletedPart> parts = new ArrayList<>();

  /** Of the MD5s of the parts, which stores make the etag of the object of. */
  private final MessageDigest digest = Parts.md5();

  private boolean complete;

  private MultipartUpload(
      S3Put.Target target, boolean ifAbsent, ComponentContext context, String id) {
    this.target = target;
    this.ifAbsent = ifAbsent;
    this.context = context;
    this.id = id;
  }

  /** Begins one. */
  static MultipartUpload begin(S3Put.Target target, PutOptions options, ComponentContext context) {
    var object = target.object();
    var response =
        S3Failures.translating(
            target.subject(),
            () ->
                target
                    .client()
                    .createMultipartUpload(request ->
                        request
                            .bucket(object.bucket())
                            .key(object.key())
                            .contentType(options.contentType().orElse(PutOptions.UNKNOWN_CONTENT))
                            .acl(options.acl().orElse(null))
                            .storageClass(S3Put.storageClass(options))));
    return new MultipartUpload(target, options.ifAbsent(), context, response.uploadId());
  }

  /** Sends the next part. */
  void add(Part part) {
    int number = parts.size() + 1;
    if (number > MOST_PARTS) {
      throw new ComponentException(
          ErrorCode.RESOURCE_EXHAUSTED,
          "%s: more than %d parts (expected: a larger part_size for a file so large)"
              .formatted(target.subject(), MOST_PARTS));
    }
    var object = target.object();
    var md5 = Parts.md5(part);
    digest.update(md5);
    var response =
        S3Failures.translating(
            target.subject(),
            () ->
                target
                    .client()
                    .uploadPart(
                        request ->
                            request
                                .bucket(object.bucket())
                                .key(object.key())
                                .uploadId(id)
                                .partNumber(number)
                                .contentMD5(Parts.text(md5)),
                        Parts.body(part)));
    parts.add(CompletedPart.builder().partNumber(number).eTag(response.eTag()).build());
  }

  /** Makes the object of the parts. */
  void complete() {
    try {
      var _ =
          S3Failures.translating(
              target.subject(), () -> target.client().completeMultipartUpload(completion()));
    } catch (ComponentException e) {
      if (!isAnswerLost(e)) {
        throw e;
      }
      requireThere(e);
    }
    complete = true;
  }

  private CompleteMultipartUploadRequest completion() {
    var object = target.object();
    var request =
        CompleteMultipartUploadRequest.builder()
            .bucket(object.bucket())
            .key(object.key())
            .uploadId(id)
            .multipartUpload(upload -> upload.parts(parts));
    if (ifAbsent) {
      request.ifNoneMatch("*").overrideConfiguration(o -> o.addPlugin(Clients.ONCE));
    }
    return request.build();
  }

  /** The upload has gone when it is completed once more. */
  private static boolean isAnswerLost(ComponentException failure) {
    return failure.getCause() instanceof S3Exception refused
        && S3Failures.reason(refused).equals("NoSuchUpload")
        && refused.numAttempts() != null
        && refused.numAttempts() > 1;
  }

  /** The first try has made the object, unless somebody else has ended the upload. */
  private void requireThere(ComponentException failure) {
    var object = target.object();
    var expected = HexFormat.of().formatHex(digest.digest()) + '-' + parts.size();
    var head =
        S3Failures.translating(
            target.subject(),
            () -> target.client().headObject(r -> r.bucket(object.bucket()).key(object.key())));
    if (!Facts.etag(head.eTag()).equals(expected)) {
      throw new ComponentException(
          ErrorCode.UNAVAILABLE,
          target.subject() + ": the answer of the store was lost; the file may be there",
          failure);
    }
  }

  /** Aborts it, on another thread since this one may be interrupted; waits for that for a time. */
  @Override
  public void close() {
    if (complete) {
      return;
    }
    var aborted =
        context
            .blocking(
                Call.within(ABORT_LIMIT),
                () -> {
                  abort();
                  return true;
                })
            .toCompletableFuture();
    boolean interrupted = Thread.interrupted();
    try {
      await(aborted);
    } catch (InterruptedException e) {
      interrupted = true;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void abort() {
    var object = target.object();
    var _ =
        target
            .client()
            .abortMultipartUpload(request ->
                request
                    .bucket(object.bucket())
                    .key(object.key())
                    .uploadId(id)
                    .overrideConfiguration(o -> o.apiCallTimeout(ABORT_LIMIT)));
  }

  private void await(Future<?> aborted) throws InterruptedException {
    try {
      var _ = aborted.get(ABORT_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      if (!isGone(e)) {
        LOG.warn(
            "an unfinished upload stays until the store removes it: bucket={} key={} upload={}"
                + " reason={}",
            target.object().bucket(),
            target.object().key(),
            id,
            String.valueOf(e.getMessage()));
      }
    }
  }

  /** It was completed, though the answer that said so was lost, or somebody else has ended it. */
  private static boolean isGone(Exception failure) {
    return failure.getCause() instanceof S3Exception refused
        && S3Failures.reason(refused).equals("NoSuchUpload");
  }
}
