package io.outrigger.tencentcos;

import com.qcloud.cos.exception.AbortedException;
import com.qcloud.cos.exception.CosServiceException;
import com.qcloud.cos.http.CosHttpRequest;
import com.qcloud.cos.http.HttpMethodName;
import com.qcloud.cos.internal.CosServiceRequest;
import com.qcloud.cos.retry.BackoffStrategy;
import com.qcloud.cos.retry.RetryPolicy;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/**
 * Says what the SDK sends again: at most twice, and only what may happen twice. What has no body
 * and got no answer is not among it, since the HTTP client below has sent that three times more by
 * itself. A request that may not replace an object, or that has COS begin or end an upload, is sent
 * again only when COS has said that it did nothing (503).
 *
 * <p>The SDK asks before it logs a failure with the headers of its request, a session token among
 * them. So the failure is taken out of what is to be logged; the caller hears of it.
 */
final class CosRetries extends RetryPolicy implements BackoffStrategy {

  /** Forbids that a request replaces an object. */
  static final String FORBID_OVERWRITE = "x-cos-forbid-overwrite";

  /** How often the SDK may ask; the bound is in here, since it does not ask beyond its own. */
  static final int MOST_QUESTIONS = 1000;

  private static final int MOST_RETRIES = 2;
  private static final Duration FIRST_DELAY = Duration.ofMillis(100);

  private final BooleanSupplier closed;

  /** Retries until the client is {@code closed}. */
  CosRetries(BooleanSupplier closed) {
    this.closed = closed;
  }

  @Override
  public <X extends CosServiceRequest> boolean shouldRetry(
      CosHttpRequest<X> request, HttpResponse response, Exception failure, int retries) {
    request.getExceptionsLogDetails().clear();
    return retries < MOST_RETRIES
        && !closed.getAsBoolean()
        && !Thread.currentThread().isInterrupted()
        && isRepeatable(request, failure);
  }

  private static boolean isRepeatable(CosHttpRequest<?> request, Exception failure) {
    int status = failure instanceof CosServiceException answer ? answer.getStatusCode() : 0;
    if (status == 503) {
      return true;
    }
    if (request.getHttpMethod() == HttpMethodName.POST
        || request.getHeaders().containsKey(FORBID_OVERWRITE)) {
      return false;
    }
    return switch (status) {
      case 500, 502, 504 -> true;
      case 0 -> request.getHttpMethod() == HttpMethodName.PUT && isCut(failure.getCause());
      default -> false;
    };
  }

  /** A server that is silent or not there will be the same at once. */
  private static boolean isCut(@Nullable Throwable cause) {
    return cause instanceof IOException
        && !(cause instanceof InterruptedIOException)
        && !(cause instanceof ConnectException)
        && !(cause instanceof UnknownHostException);
  }

  /** Waits by itself: when the SDK does, an interrupt gets the request into the log. */
  @Override
  public long computeDelayBeforeNextRetry(int retry) {
    long end = System.nanoTime() + FIRST_DELAY.toNanos() * (1L << (retry - 1));
    for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
      if (Thread.currentThread().isInterrupted()) {
        throw new AbortedException("interrupted between two attempts");
      }
    }
    return 0;
  }
}
