package io.outrigger.client;

import com.google.protobuf.ByteString;
import com.google.protobuf.Empty;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import io.outrigger.proto.layotto.v1.PutFileRequest;
import io.outrigger.proto.layotto.v1.RuntimeGrpc;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A file on its way to the sidecar. Pieces are sent by one thread at a time, each when {@link
 * #isReady}; whoever waits for that is told by the runnable given.
 */
final class Upload extends ClientCall.Listener<Empty> {

  private final Calls calls;
  private final Subject subject;
  private final FileOptions options;
  private final Runnable onReady;
  private final ClientCall<PutFileRequest, Empty> stream;
  private final CompletableFuture<Void> result = new CompletableFuture<>();
  private final IdleWatch watch;
  private final long begun = System.nanoTime();

  private volatile boolean finished;
  private @Nullable PutFileRequest first;
  private long bytes;

  /** Opens the stream. */
  Upload(Calls calls, Subject subject, FileOptions options, Runnable onReady) {
    this.calls = calls;
    this.subject = subject;
    this.options = options;
    this.onReady = onReady;
    this.first =
        PutFileRequest.newBuilder()
            .setStoreName(subject.store())
            .setName(String.valueOf(subject.key()))
            .putAllMetadata(options.metadata())
            .build();
    this.stream = calls.open(RuntimeGrpc.getPutFileMethod());
    this.watch = new IdleWatch(calls, () -> finished || !stream.isReady(), this::endIdle);
  }

  /** Begins; the runnable may be run from now on. */
  void start() {
    stream.start(this, calls.headers(calls.settings().context().get()));
    stream.request(1);
    watch.start();
  }

  /** Whether the next piece may be sent, or none may any more. */
  boolean isReady() {
    return stream.isReady() || result.isDone();
  }

  /** Sends a piece; without effect when the call has ended. */
  void send(ByteString piece) {
    if (result.isDone()) {
      return;
    }
    var message = first == null ? PutFileRequest.newBuilder() : first.toBuilder();
    first = null;
    var whole = message.setData(piece).build();
    if (!done(() -> stream.sendMessage(whole))) {
      return;
    }
    watch.moved();
    bytes += piece.size();
    options.progress().accept(bytes);
  }

  /** Does something to the stream, which somebody else may give up meanwhile. */
  private boolean done(Runnable step) {
    try {
      step.run();
      return true;
    } catch (IllegalStateException e) {
      if (result.isDone()) {
        return false;
      }
      throw e;
    }
  }

  /** Says that the file is whole. */
  void finish() {
    if (result.isDone()) {
      return;
    }
    if (first != null) {
      send(ByteString.EMPTY);
    }
    watch.moved();
    finished = true;
    var unused = done(stream::halfClose);
  }

  /** Gives up: nothing of the file is to be seen. */
  void abort(Throwable cause) {
    watch.stop();
    result.completeExceptionally(cause);
    stream.cancel("given up", cause);
  }

  private void endIdle() {
    abort(Failures.timeUp(subject, "nothing was taken for " + calls.settings().idleTimeout()));
  }

  /** Done when the sidecar has the whole file; cancelling it gives up. */
  CompletionStage<Void> result() {
    return result;
  }

  @Override
  public void onReady() {
    watch.moved();
    onReady.run();
  }

  @Override
  public void onClose(Status status, Metadata trailers) {
    watch.stop();
    calls.ended("PutFile", subject, status, begun, 1);
    if (status.isOk()) {
      result.complete(null);
    } else {
      calls.transport().reconnect();
      result.completeExceptionally(Failures.of(status, trailers, subject));
    }
    onReady.run();
  }
}
