package io.outrigger.client;

import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import io.outrigger.proto.layotto.v1.GetFileRequest;
import io.outrigger.proto.layotto.v1.GetFileResponse;
import io.outrigger.proto.layotto.v1.RuntimeGrpc;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A file on its way to one subscriber, whose demand is that of the stream: what it does not ask for
 * stays with the sidecar. A stream that fails before its first piece is begun anew.
 */
final class Download extends ClientCall.Listener<GetFileResponse> implements Flow.Subscription {

  private final Calls calls;
  private final GetFileRequest request;
  private final LongConsumer progress;
  private final Flow.Subscriber<? super ByteBuffer> subscriber;
  private final Subject subject;
  private final Map<String, String> context;
  private final AtomicLong demand = new AtomicLong();
  private final AtomicBoolean over = new AtomicBoolean();
  private final AtomicInteger attempts = new AtomicInteger();
  private final IdleWatch watch;
  private final long begun = System.nanoTime();

  /** Guards {@link #stream}, between what the subscriber asks for and a stream that begins. */
  private final ReentrantLock beginning = new ReentrantLock();

  private @Nullable ClientCall<GetFileRequest, GetFileResponse> stream;
  private volatile boolean idle;
  private long bytes;

  private Download(
      Calls calls,
      GetFileRequest request,
      LongConsumer progress,
      Flow.Subscriber<? super ByteBuffer> subscriber) {
    this.calls = calls;
    this.request = request;
    this.progress = progress;
    this.subscriber = subscriber;
    this.subject = new Subject(request.getStoreName(), request.getName());
    this.context = calls.settings().context().get();
    this.watch = new IdleWatch(calls, () -> demand.get() > 0, this::endIdle);
  }

  /** Publishes the pieces of a file, read anew for each subscriber. */
  static Flow.Publisher<ByteBuffer> publisher(
      Calls calls, GetFileRequest request, LongConsumer progress) {
    return subscriber -> {
      var download = new Download(calls, request, progress, subscriber);
      subscriber.onSubscribe(download);
      download.watch.start();
      download.begin();
    };
  }

  private void begin() {
    beginning.lock();
    try {
      if (over.get()) {
        return;
      }
      var unused = attempts.incrementAndGet();
      var opened = calls.open(RuntimeGrpc.getGetFileMethod());
      stream = opened;
      opened.start(this, calls.headers(context));
      opened.sendMessage(request);
      opened.halfClose();
      requestOf(opened, demand.get());
    } finally {
      beginning.unlock();
    }
  }

  private void beginAgain(boolean closed) {
    if (closed) {
      end(Status.UNAVAILABLE, Failures.closed(subject));
    } else {
      begin();
    }
  }

  @Override
  public void request(long count) {
    if (count <= 0) {
      end(Status.CANCELLED, new IllegalArgumentException("request: " + count + " (expected: > 0)"));
      return;
    }
    beginning.lock();
    try {
      var before = demand.getAndAccumulate(count, (left, right) -> Math.max(left + right, right));
      if (before == 0) {
        watch.moved();
      }
      if (stream != null) {
        requestOf(stream, count);
      }
    } finally {
      beginning.unlock();
    }
  }

  private static void requestOf(ClientCall<?, ?> stream, long count) {
    if (count > 0) {
      stream.request((int) Math.min(count, Integer.MAX_VALUE));
    }
  }

  @Override
  public void cancel() {
    if (isFirstEnd(Status.CANCELLED)) {
      cancelStream("the reader has gone");
    }
  }

  private void end(Status status, Throwable failure) {
    if (isFirstEnd(status)) {
      cancelStream("ended");
      subscriber.onError(failure);
    }
  }

  /** Whether it ends here; it may end only once, by whoever comes first. */
  private boolean isFirstEnd(Status status) {
    if (!over.compareAndSet(false, true)) {
      return false;
    }
    watch.stop();
    calls.ended("GetFile", subject, status, begun, attempts.get());
    return true;
  }

  private void endIdle() {
    idle = true;
    cancelStream("idle");
  }

  private void cancelStream(String reason) {
    beginning.lock();
    try {
      if (stream != null) {
        stream.cancel(reason, null);
      }
    } finally {
      beginning.unlock();
    }
  }

  @Override
  public void onMessage(GetFileResponse piece) {
    if (over.get()) {
      return;
    }
    watch.moved();
    demand.decrementAndGet();
    bytes += piece.getData().size();
    progress.accept(bytes);
    subscriber.onNext(piece.getData().asReadOnlyByteBuffer());
  }

  @Override
  public void onClose(Status status, Metadata trailers) {
    if (over.get()) {
      return;
    }
    if (!status.isOk() && bytes == 0 && !idle && calls.mayRepeat(status, attempts.get())) {
      var unused = calls.schedule(this::beginAgain, calls.pauseNanos(attempts.get()));
      return;
    }
    if (!isFirstEnd(idle ? Status.DEADLINE_EXCEEDED : status)) {
      return;
    }
    if (status.isOk()) {
      subscriber.onComplete();
    } else if (idle) {
      subscriber.onError(
          Failures.timeUp(subject, "no piece came for " + calls.settings().idleTimeout()));
    } else {
      subscriber.onError(Failures.of(status, trailers, subject));
    }
  }
}
