package io.outrigger.runtime.server;

import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.outrigger.runtime.access.UnusableFileException;
import io.outrigger.runtime.config.ListenAddress;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Connects to a sidecar, as the command line does. */
public final class ClientConnection implements AutoCloseable {

  private final MultiThreadIoEventLoopGroup group =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final ManagedChannel channel;

  /** A connection in plain text to {@code address}, opened by the first call. */
  public ClientConnection(ListenAddress address, int maxMessageSize) {
    this(address, maxMessageSize, Optional.empty());
  }

  /**
   * A connection to {@code address}, opened by the first call.
   *
   * @param tls empty for plain text; a Unix socket is always that
   * @throws UnusableFileException when one of the files cannot be used
   */
  public ClientConnection(ListenAddress address, int maxMessageSize, Optional<ClientTls> tls) {
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
    if (address instanceof ListenAddress.Tcp && tls.isPresent()) {
      builder.sslContext(tls.get().context());
    } else {
      builder.usePlaintext();
    }
    channel = builder.eventLoopGroup(group).maxInboundMessageSize(maxMessageSize).build();
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
