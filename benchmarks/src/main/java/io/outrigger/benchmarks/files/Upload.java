package io.outrigger.benchmarks.files;

import com.google.protobuf.Empty;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.outrigger.proto.layotto.v1.PutFileRequest;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Sends the messages of one PutFile, each when gRPC is ready for it, on the event loop. */
final class Upload implements ClientResponseObserver<PutFileRequest, Empty> {

  private final List<PutFileRequest> messages;
  private final CompletableFuture<Boolean> done = new CompletableFuture<>();
  private int sent;

  Upload(List<PutFileRequest> messages) {
    this.messages = List.copyOf(messages);
  }

  /** Ends when the file has been put, or fails as the call does. */
  CompletableFuture<Boolean> done() {
    return done;
  }

  @Override
  public void beforeStart(ClientCallStreamObserver<PutFileRequest> requests) {
    requests.setOnReadyHandler(() -> sendTo(requests));
  }

  private void sendTo(ClientCallStreamObserver<PutFileRequest> requests) {
    while (requests.isReady() && sent < messages.size()) {
      requests.onNext(messages.get(sent++));
      if (sent == messages.size()) {
        requests.onCompleted();
      }
    }
  }

  @Override
  public void onNext(Empty answer) {}

  @Override
  public void onError(Throwable failure) {
    done.completeExceptionally(failure);
  }

  @Override
  public void onCompleted() {
    done.complete(true);
  }
}
