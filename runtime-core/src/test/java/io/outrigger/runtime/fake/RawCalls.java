package io.outrigger.runtime.fake;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.ServiceDescriptor;
import io.grpc.Status;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.reflection.v1.ServiceResponse;
import io.grpc.stub.StreamObserver;
import io.outrigger.proto.layotto.v1.LifecycleGrpc;
import io.outrigger.proto.layotto.v1.RuntimeGrpc;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Calls of any method whatever, with an empty message. */
public final class RawCalls {

  private RawCalls() {}

  /** Calls a method and waits for the end; of what streams, the first message is enough. */
  public static Status once(Channel channel, MethodDescriptor<?, ?> method) {
    var ended = new CompletableFuture<Status>();
    var call =
        channel.newCall(
            raw(method.getFullMethodName(), method.getType()),
            CallOptions.DEFAULT.withDeadlineAfter(10, TimeUnit.SECONDS));
    call.start(
        new ClientCall.Listener<>() {
          @Override
          public void onMessage(byte[] message) {
            if (!method.getType().serverSendsOneMessage()) {
              call.cancel("one is enough", null);
            }
          }

          @Override
          public void onClose(Status status, Metadata trailers) {
            ended.complete(status);
          }
        },
        new Metadata());
    call.request(2);
    call.sendMessage(new byte[0]);
    call.halfClose();
    return ended.join();
  }

  /** A method that there may be, or not. */
  public static MethodDescriptor<byte[], byte[]> raw(String fullName, MethodType type) {
    return MethodDescriptor.<byte[], byte[]>newBuilder()
        .setType(type)
        .setFullMethodName(fullName)
        .setRequestMarshaller(new RawBytes())
        .setResponseMarshaller(new RawBytes())
        .build();
  }

  /**
   * Every method that a sidecar serves, by one call of its reflection. A service whose methods
   * nobody knows here is a failure.
   */
  public static List<MethodDescriptor<?, ?>> everyMethod(Channel channel) {
    var known =
        List.of(
            RuntimeGrpc.getServiceDescriptor(),
            LifecycleGrpc.getServiceDescriptor(),
            HealthGrpc.getServiceDescriptor(),
            ServerReflectionGrpc.getServiceDescriptor());
    assertThat(known)
        .extracting(ServiceDescriptor::getName)
        .containsExactlyInAnyOrderElementsOf(services(channel));
    return known.stream()
        .<MethodDescriptor<?, ?>>flatMap(service -> service.getMethods().stream())
        .toList();
  }

  /** The names of the services that a server says to have, by one call of its reflection. */
  public static List<String> services(Channel channel) {
    var answer = new CompletableFuture<ServerReflectionResponse>();
    var ended = new CompletableFuture<Boolean>();
    var requests =
        ServerReflectionGrpc.newStub(channel).serverReflectionInfo(observer(answer, ended));
    requests.onNext(ServerReflectionRequest.newBuilder().setListServices("").build());
    requests.onCompleted();
    ended.join();
    return answer.join().getListServicesResponse().getServiceList().stream()
        .map(ServiceResponse::getName)
        .toList();
  }

  private static StreamObserver<ServerReflectionResponse> observer(
      CompletableFuture<ServerReflectionResponse> answer, CompletableFuture<Boolean> ended) {
    return new StreamObserver<>() {
      @Override
      public void onNext(ServerReflectionResponse value) {
        answer.complete(value);
      }

      @Override
      public void onError(Throwable failure) {
        ended.completeExceptionally(failure);
      }

      @Override
      public void onCompleted() {
        ended.complete(true);
      }
    };
  }

  private static final class RawBytes implements MethodDescriptor.Marshaller<byte[]> {

    @Override
    public InputStream stream(byte[] value) {
      return new ByteArrayInputStream(value);
    }

    @Override
    public byte[] parse(InputStream stream) {
      try (stream) {
        return stream.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
