package io.outrigger.runtime.cli;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;

/** One call from its request to its status, whatever of it streams. Used once. */
final class Exchange {

  private final ClientCall<Message, Message> call;
  private final MethodDescriptor<Message, Message> method;
  private final Message request;
  private final Responses responses;
  private final CompletableFuture<Void> done = new CompletableFuture<>();
  private final Semaphore ready = new Semaphore(0);

  Exchange(
      ClientCall<Message, Message> call,
      MethodDescriptor<Message, Message> method,
      Message request,
      Responses responses) {
    this.call = call;
    this.method = method;
    this.request = request;
    this.responses = responses;
  }

  /**
   * Makes the call.
   *
   * @throws io.grpc.StatusRuntimeException when it is answered with an error
   */
  void run(DataFile data) throws IOException, InterruptedException {
    try (responses) {
      call.start(new Receiver(), new Metadata());
      call.request(1);
      try (data) {
        send(data);
      }
      call.halfClose();
      await();
      responses.end();
    }
  }

  private void await() {
    try {
      done.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private void send(DataFile data) throws IOException, InterruptedException {
    if (!data.isGiven()) {
      call.sendMessage(request);
    } else if (method.getType().clientSendsOneMessage()) {
      call.sendMessage(with(request, data.rest()));
    } else {
      call.sendMessage(request);
      for (var piece = data.next(); !piece.isEmpty() && !done.isDone(); piece = data.next()) {
        awaitReady();
        call.sendMessage(with(request.getDefaultInstanceForType(), piece));
      }
    }
  }

  private void awaitReady() throws InterruptedException {
    while (!call.isReady() && !done.isDone()) {
      ready.acquire();
    }
  }

  private static Message with(Message message, ByteString data) {
    var field = message.getDescriptorForType().findFieldByName("data");
    if (field == null) {
      throw new InputException("--data: the request has no field \"data\"");
    }
    return message.toBuilder().setField(field, data).build();
  }

  /** Takes what the sidecar answers. */
  private final class Receiver extends ClientCall.Listener<Message> {

    @Override
    public void onMessage(Message message) {
      try {
        responses.accept(message);
        call.request(1);
      } catch (RuntimeException e) {
        done.completeExceptionally(e);
        call.cancel("the response could not be shown", e);
      }
    }

    @Override
    public void onReady() {
      ready.release();
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
      if (status.isOk()) {
        done.complete(null);
      } else {
        done.completeExceptionally(status.asRuntimeException(trailers));
      }
      ready.release();
    }
  }
}
