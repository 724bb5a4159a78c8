package io.outrigger.runtime.server;

import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.outrigger.runtime.config.ListenAddress;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.util.concurrent.TimeUnit;

/** Connects to a sidecar, as the command line does. */
public final class ClientConnection implements AutoCloseable {

  private final MultiThreadIoEventLoopGroup group =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final ManagedChannel channel;

  /** A connection in plain text to {@code address}, opened by the first call. */
  public ClientConnection(ListenAddress address, int maxMessageSize) {
    var builder =
        switch (address) {
          case ListenAddress.Tcp tcp ->
              NettyChannelBuilder.forAddress(new InetSocketAddress(tcp.host(), tcp.port()))
                  .channelType(NioSocketChannel.class);
          case ListenAddress.Unix unix ->
              NettyChannelBuilder.forAddress(UnixDomainSocketAddress.of(unix.path()))
                  .channelType(NioDomainSocketChannel.class)
                  .overrideAuthority("localhost");
        };
    channel =
        builder.usePlaintext().eventLoopGroup(group).maxInboundMessageSize(maxMessageSize).build();
  }

  /** The channel to make calls on. */
  public ManagedChannel channel() {
    return channel;
  }

  @Override
  public void close() {
    channel.shutdownNow();
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(1, TimeUnit.SECONDS);
  }
}
