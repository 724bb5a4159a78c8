package io.outrigger.benchmarks.sdk;

import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.channel.MultiThreadIoEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.nio.NioIoHandler;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioSocketChannel;
import io.grpc.stub.StreamObserver;
import io.outrigger.proto.layotto.v1.GetFileRequest;
import io.outrigger.proto.layotto.v1.GetStateRequest;
import io.outrigger.proto.layotto.v1.GetStateResponse;
import io.outrigger.proto.layotto.v1.RuntimeGrpc;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The generated stubs as a careful user has them: one channel on one thread, which runs the
 * callbacks too, and a deadline on every unary call.
 */
final class RawStubs implements AutoCloseable {

  private static final int DEADLINE_SECONDS = 5;
  private static final int BUFFER_BYTES = 64 << 10;

  private final MultiThreadIoEventLoopGroup loop =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final ManagedChannel channel;

  RawStubs(int port) {
    channel =
        NettyChannelBuilder.forAddress("127.0.0.1", port)
            .usePlaintext()
            .eventLoopGroup(loop)
            .channelType(NioSocketChannel.class)
            .directExecutor()
            .build();
  }

  void get(Consumer<@Nullable Throwable> ended) {
    RuntimeGrpc.newStub(channel)
        .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS)
        .getState(request(), new Ended(ended));
  }

  void get() {
    var response =
        RuntimeGrpc.newBlockingStub(channel)
            .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS)
            .getState(request());
    var _ = response.getData().toByteArray();
  }

  long read() {
    var request = GetFileRequest.newBuilder().setStoreName(Names.STORE).setName(Names.FILE).build();
    var pieces = RuntimeGrpc.newBlockingStub(channel).getFile(request);
    var buffer = new byte[BUFFER_BYTES];
    var bytes = 0L;
    while (pieces.hasNext()) {
      var data = pieces.next().getData();
      var content = data.asReadOnlyByteBuffer();
      while (content.hasRemaining()) {
        content.get(buffer, 0, Math.min(BUFFER_BYTES, content.remaining()));
      }
      bytes += data.size();
    }
    return bytes;
  }

  private static GetStateRequest request() {
    return GetStateRequest.newBuilder().setStoreName(Names.STORE).setKey(Names.KEY).build();
  }

  @Override
  public void close() {
    channel.shutdownNow();
    var _ = loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }

  private record Ended(Consumer<@Nullable Throwable> ended)
      implements StreamObserver<GetStateResponse> {

    @Override
    public void onNext(GetStateResponse response) {
      var _ = response.getData().toByteArray();
    }

    @Override
    public void onError(Throwable failure) {
      ended.accept(failure);
    }

    @Override
    public void onCompleted() {
      ended.accept(null);
    }
  }
}
