package io.outrigger.benchmarks.measuring;

import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.outrigger.proto.layotto.v1.RuntimeGrpc;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/** Makes real calls over TCP, on one connection. */
public final class GrpcClient implements AutoCloseable {

  private static final int LIMIT_SECONDS = 10;

  private final ManagedChannel channel;

  /** A client of {@code server}; the first call connects. */
  public GrpcClient(Server server) {
    var loopback = InetAddress.getLoopbackAddress();
    channel =
        NettyChannelBuilder.forAddress(new InetSocketAddress(loopback, server.endpoint().port()))
            .usePlaintext()
            .directExecutor()
            .build();
  }

  /** For calls that wait for their answer, for some seconds in all. */
  public RuntimeGrpc.RuntimeBlockingStub stub() {
    return RuntimeGrpc.newBlockingStub(channel).withDeadlineAfter(LIMIT_SECONDS, TimeUnit.SECONDS);
  }

  /** For calls whose answers come on the connection's event loop. */
  public ManagedChannel channel() {
    return channel;
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }
}
