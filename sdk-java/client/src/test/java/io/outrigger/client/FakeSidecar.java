package io.outrigger.client;

import com.google.protobuf.ByteString;
import com.google.protobuf.Empty;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.outrigger.proto.layotto.v1.GetFileRequest;
import io.outrigger.proto.layotto.v1.GetFileResponse;
import io.outrigger.proto.layotto.v1.GetStateRequest;
import io.outrigger.proto.layotto.v1.GetStateResponse;
import io.outrigger.proto.layotto.v1.LockKeepAliveRequest;
import io.outrigger.proto.layotto.v1.LockKeepAliveResponse;
import io.outrigger.proto.layotto.v1.PutFileRequest;
import io.outrigger.proto.layotto.v1.RuntimeGrpc;
import io.outrigger.proto.layotto.v1.SaveStateRequest;
import io.outrigger.proto.layotto.v1.TryLockRequest;
import io.outrigger.proto.layotto.v1.TryLockResponse;
import io.outrigger.proto.layotto.v1.UnlockRequest;
import io.outrigger.proto.layotto.v1.UnlockResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that answers what a real sidecar would not on demand, and remembers what it got. */
final class FakeSidecar extends RuntimeGrpc.RuntimeImplBase implements AutoCloseable {

  /** What the next calls fail with, one each; then they succeed. */
  final Queue<Status> failures = new ConcurrentLinkedQueue<>();

  /** The headers of every call. */
  final List<Metadata> headers = new CopyOnWriteArrayList<>();

  /** How late every answer is. */
  volatile Duration late = Duration.ZERO;

  /** How often a lock is not free before it is. */
  final AtomicInteger refusals = new AtomicInteger();

  /** The resources that were given back. */
  final Queue<String> unlocked = new ConcurrentLinkedQueue<>();

  /** How many files came to their end; they are never answered. */
  final AtomicInteger uploads = new AtomicInteger();

  /** The methods of the calls that a client has cancelled. */
  final Queue<String> cancelled = new ConcurrentLinkedQueue<>();

  private final Server server;

  FakeSidecar() {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try {
      server =
          NettyServerBuilder.forAddress(address)
              .directExecutor()
              .addService(ServerInterceptors.intercept(this, new Remember()))
              .build()
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  OutriggerClientBuilder client() {
    return OutriggerClient.builder().endpoint("127.0.0.1:" + server.getPort());
  }

  @Override
  public void getState(GetStateRequest request, StreamObserver<GetStateResponse> answer) {
    answer(answer, GetStateResponse.newBuilder().setEtag("1").build());
  }

  @Override
  public void saveState(SaveStateRequest request, StreamObserver<Empty> answer) {
    answer(answer, Empty.getDefaultInstance());
  }

  @Override
  public void tryLock(TryLockRequest request, StreamObserver<TryLockResponse> answer) {
    var free = refusals.getAndDecrement() <= 0;
    answer(answer, TryLockResponse.newBuilder().setSuccess(free).build());
  }

  @Override
  public void lockKeepAlive(
      LockKeepAliveRequest request, StreamObserver<LockKeepAliveResponse> answer) {
    answer(answer, LockKeepAliveResponse.getDefaultInstance());
  }

  @Override
  public void unlock(UnlockRequest request, StreamObserver<UnlockResponse> answer) {
    unlocked.add(request.getResourceId());
    answer(answer, UnlockResponse.getDefaultInstance());
  }

  /** One piece, and nothing after it. */
  @Override
  public void getFile(GetFileRequest request, StreamObserver<GetFileResponse> answer) {
    answer.onNext(GetFileResponse.newBuilder().setData(ByteString.copyFromUtf8("one")).build());
  }

  @Override
  public StreamObserver<PutFileRequest> putFile(StreamObserver<Empty> answer) {
    return new StreamObserver<>() {

      @Override
      public void onNext(PutFileRequest piece) {}

      @Override
      public void onError(Throwable failure) {}

      @Override
      public void onCompleted() {
        var unused = uploads.incrementAndGet();
      }
    };
  }

  private <R> void answer(StreamObserver<R> answer, R response) {
    if (late.isZero()) {
      answerNow(answer, response);
      return;
    }
    CompletableFuture.delayedExecutor(late.toNanos(), TimeUnit.NANOSECONDS)
        .execute(() -> answerNow(answer, response));
  }

  private <R> void answerNow(StreamObserver<R> answer, R response) {
    var failure = failures.poll();
    if (failure != null) {
      answer.onError(failure.asRuntimeException());
      return;
    }
    answer.onNext(response);
    answer.onCompleted();
  }

  /** A header of the last call. */
  String header(String name) {
    var last = headers.get(headers.size() - 1);
    return String.valueOf(last.get(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER)));
  }

  @Override
  public void close() {
    server.shutdownNow();
  }

  private final class Remember implements ServerInterceptor {

    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, R> call, Metadata sent, ServerCallHandler<Q, R> next) {
      headers.add(sent);
      return new SimpleForwardingServerCallListener<>(next.startCall(call, sent)) {

        @Override
        public void onCancel() {
          cancelled.add(String.valueOf(call.getMethodDescriptor().getBareMethodName()));
          super.onCancel();
        }
      };
    }
  }
}
