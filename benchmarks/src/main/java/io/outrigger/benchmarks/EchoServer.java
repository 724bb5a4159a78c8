package io.outrigger.benchmarks;

import com.google.protobuf.Empty;
import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.util.internal.logging.InternalLoggerFactory;
import io.netty.util.internal.logging.JdkLoggerFactory;
import io.outrigger.proto.layotto.v1.RuntimeGrpc;
import io.outrigger.proto.layotto.v1.SaveStateRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/**
 * The yardstick: a grpc-java server that does nothing. SaveState answers an empty message on the
 * event loop, over the transport that the sidecar has and on as many loops, without an interceptor.
 */
public final class EchoServer {

  private EchoServer() {}

  /**
   * Serves until the process is killed.
   *
   * @param args the port on the loopback interface, and the path of the Unix socket
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    InternalLoggerFactory.setDefaultFactory(JdkLoggerFactory.INSTANCE);
    var count = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    var loops = new MultiThreadIoEventLoopGroup(count, EpollIoHandler.newFactory());
    var tcp = new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0]));
    start(new DomainSocketAddress(args[1]), EpollServerDomainSocketChannel.class, loops);
    start(tcp, EpollServerSocketChannel.class, loops).awaitTermination();
  }

  private static Server start(
      SocketAddress address, Class<? extends ServerChannel> type, EventLoopGroup loops)
      throws IOException {
    return NettyServerBuilder.forAddress(address)
        .channelType(type)
        .bossEventLoopGroup(loops)
        .workerEventLoopGroup(loops)
        .directExecutor()
        .addService(new Echo())
        .build()
        .start();
  }

  private static final class Echo extends RuntimeGrpc.RuntimeImplBase {

    @Override
    public void saveState(SaveStateRequest request, StreamObserver<Empty> response) {
      response.onNext(Empty.getDefaultInstance());
      response.onCompleted();
    }
  }
}
