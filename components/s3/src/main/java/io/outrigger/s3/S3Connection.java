package io.outrigger.s3;

import io.outrigger.spi.Call;
import io.outrigger.spi.ComponentContext;
import io.outrigger.spi.ComponentException;
import io.outrigger.spi.ErrorCode;
import io.outrigger.spi.Health;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * The way of one instance to its store: one client, made at the start and closed at the end. Safe
 * for use by many threads.
 */
final class S3Connection {

  private static final Duration START_LIMIT = Duration.ofSeconds(10);
  private static final Duration HEALTH_LIMIT = Duration.ofSeconds(2);
  private static final int FORBIDDEN = 403;

  private final Clients clients;
  private final String bucket;
  private final ComponentContext context;

  /** Guards that one client is made, and none after the end. */
  private final ReentrantLock lock = new ReentrantLock();

  private @Nullable S3Client client;
  private volatile boolean closed;
  private volatile @Nullable S3Client started;

  /** A way that is not open. */
  S3Connection(Clients clients, ComponentContext context) {
    this.clients = clients;
    this.bucket = clients.settings().bucket();
    this.context = context;
  }

  /** Makes the client, and asks the store whether it serves this key. */
  CompletionStage<Void> start() {
    return context
        .blocking(
            Call.within(START_LIMIT),
            () -> {
              var made = make();
              check(made);
              started = made;
              return true;
            })
        .thenApply(up -> null);
  }

  CompletionStage<Health> health() {
    return context.blocking(
        Call.within(HEALTH_LIMIT),
        () -> {
          check(client());
          return Health.up();
        });
  }

  /** Ends all that is under way. */
  CompletionStage<Void> close() {
    return context
        .blocking(
            Call.within(START_LIMIT),
            () -> {
              var open = end();
              if (open != null) {
                open.close();
              }
              return true;
            })
        .thenApply(ended -> null);
  }

  /** Runs work that blocks, and concerns {@code subject}. */
  <T> CompletionStage<T> run(Call call, String subject, Function<S3Client, T> work) {
    return context.blocking(
        call, () -> S3Failures.translating(subject, () -> work.apply(client())));
  }

  /** The client, which is open. */
  S3Client client() {
    var open = started;
    if (open == null || closed) {
      throw new ComponentException(ErrorCode.UNAVAILABLE, "the store: not connected");
    }
    return open;
  }

  private S3Client make() {
    lock.lock();
    try {
      if (closed) {
        throw new ComponentException(ErrorCode.UNAVAILABLE, "the store: closed");
      }
      var open = client;
      if (open == null) {
        open = clients.create();
        client = open;
      }
      return open;
    } finally {
      lock.unlock();
    }
  }

  private @Nullable S3Client end() {
    lock.lock();
    try {
      var open = client;
      closed = true;
      client = null;
      return open;
    } finally {
      lock.unlock();
    }
  }

  /** One round trip, and one more to hear why when the first is refused without a reason. */
  private void check(S3Client open) {
    var subject = bucket.isEmpty() ? "the list of buckets" : "bucket \"" + bucket + '"';
    try {
      if (bucket.isEmpty()) {
        checkEndpoint(open);
      } else {
        checkBucket(open);
      }
    } catch (SdkException e) {
      throw withAdvice(S3Failures.of(subject, e));
    }
  }

  /** A key that may not list the buckets has been recognised all the same. */
  private static void checkEndpoint(S3Client open) {
    try {
      var _ = open.listBuckets();
    } catch (S3Exception e) {
      if (!S3Failures.reason(e).equals("AccessDenied")) {
        throw e;
      }
    }
  }

  private void checkBucket(S3Client open) {
    try {
      var _ = open.headBucket(request -> request.bucket(bucket));
    } catch (S3Exception e) {
      if (e.statusCode() != FORBIDDEN) {
        throw e;
      }
      var _ = open.listObjectsV2(request -> request.bucket(bucket).maxKeys(1));
    }
  }

  private static ComponentException withAdvice(ComponentException failure) {
    var advice =
        switch (failure.code()) {
          case NOT_FOUND -> "; make the bucket, or correct the setting bucket";
          case PERMISSION_DENIED ->
              "; see accessKeyID, accessKeySecret and sessionToken, and whether the key may list"
                  + " the bucket (s3:ListBucket)";
          case UNAVAILABLE, TIMEOUT -> "; see the setting endpoint, and whether the store runs";
          default -> "";
        };
    return new ComponentException(failure.code(), failure.getMessage() + advice, failure);
  }
}
