package io.outrigger.benchmarks.firstlight;

import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.outrigger.proto.layotto.v1.GetStateRequest;
import io.outrigger.proto.layotto.v1.GetStateResponse;
import io.outrigger.proto.layotto.v1.RuntimeGrpc;
import io.outrigger.proto.layotto.v1.SaveStateRequest;
import io.outrigger.proto.layotto.v1.StateItem;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/** Makes real calls over TCP, to prepare a server and to check what it answers. */
final class Client implements AutoCloseable {

  /** The question that is asked over and over. */
  static final GetStateRequest QUESTION =
      GetStateRequest.newBuilder().setStoreName(Launcher.STORE).setKey("key").build();

  private static final ByteString VALUE = ByteString.copyFromUtf8("0123456789abcdef");
  private static final SaveStateRequest SAVE =
      SaveStateRequest.newBuilder()
          .setStoreName(Launcher.STORE)
          .addStates(StateItem.newBuilder().setKey(QUESTION.getKey()).setValue(VALUE))
          .build();
  private static final int LIMIT_SECONDS = 10;

  private final ManagedChannel channel;

  /** A client of {@code server}; the first call connects. */
  Client(Server server) {
    var loopback = InetAddress.getLoopbackAddress();
    channel =
        NettyChannelBuilder.forAddress(new InetSocketAddress(loopback, server.endpoint().port()))
            .usePlaintext()
            .directExecutor()
            .build();
  }

  /** Saves 16 bytes, which the echo server only pretends to do. */
  void save() {
    var answer = stub().saveState(SAVE);
    if (answer.getSerializedSize() != 0) {
      throw new BenchmarkException("SaveState answered " + answer);
    }
  }

  /**
   * Gets what was saved.
   *
   * @throws BenchmarkException when it is something else
   */
  GetStateResponse checkedGet() {
    var answer = stub().getState(QUESTION);
    if (!answer.getData().equals(VALUE)) {
      throw new BenchmarkException("GetState answered another value than was saved: " + answer);
    }
    return answer;
  }

  private RuntimeGrpc.RuntimeBlockingStub stub() {
    return RuntimeGrpc.newBlockingStub(channel).withDeadlineAfter(LIMIT_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }
}
