package io.outrigger.client;

import com.google.protobuf.UnsafeByteOperations;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Sends what a publisher publishes, which it is asked for piece by piece. */
final class PublishedUpload implements Flow.Subscriber<ByteBuffer> {

  private final Upload upload;
  private final AtomicBoolean asked = new AtomicBoolean();
  private volatile Flow.@Nullable Subscription subscription;

  PublishedUpload(Calls calls, Subject subject, FileOptions options) {
    upload = new Upload(calls, subject, options, this::next);
  }

  CompletionStage<Void> begin(Flow.Publisher<ByteBuffer> content) {
    upload.start();
    content.subscribe(this);
    upload
        .result()
        .whenComplete((done, failure) -> {
          var source = subscription;
          if (failure != null) {
            if (source != null) {
              source.cancel();
            }
            upload.abort(failure); // Where it was the caller who cancelled the stage.
          }
        });
    return upload.result();
  }

  /** Asks for a piece if it can be sent and none has been asked for. */
  private void next() {
    var source = subscription;
    if (source != null && upload.isReady() && asked.compareAndSet(false, true)) {
      source.request(1);
    }
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    this.subscription = subscription;
    if (upload.result().toCompletableFuture().isDone()) {
      subscription.cancel();
    } else {
      next();
    }
  }

  @Override
  public void onNext(ByteBuffer piece) {
    upload.send(UnsafeByteOperations.unsafeWrap(piece));
    asked.set(false);
    next();
  }

  @Override
  public void onError(Throwable failure) {
    upload.abort(failure);
  }

  @Override
  public void onComplete() {
    upload.finish();
  }
}
