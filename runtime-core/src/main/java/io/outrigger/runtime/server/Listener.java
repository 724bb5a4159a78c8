package io.outrigger.runtime.server;

import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ReflectiveChannelFactory;
import io.netty.channel.ServerChannel;
import io.outrigger.runtime.config.ListenAddress;
import java.io.IOException;
import java.util.function.UnaryOperator;

/**
 * One address that is listened on, with its gRPC server. The file of a Unix socket is removed by
 * Netty the moment the listening ends, and by nobody later: it may then be that of a successor.
 */
final class Listener {

  private final ListenAddress address;
  private final Server server;

  private Listener(ListenAddress address, Server server) {
    this.address = address;
    this.server = server;
  }

  /**
   * Binds {@code address}.
   *
   * @param admission what stands before the connections that are accepted
   * @param finish adds what is the same on every address
   * @throws ListenException when it cannot be bound
   */
  static Listener start(
      ListenAddress address,
      EventLoops loops,
      ChannelHandler admission,
      UnaryOperator<NettyServerBuilder> finish) {
    var socket = new ListenSocket(address, "server.listen", loops);
    try {
      var builder = NettyServerBuilder.forAddress(socket.prepared());
      builder
          .channelFactory(() -> channel(socket, admission))
          .bossEventLoopGroup(loops.group())
          .workerEventLoopGroup(loops.group());
      var server = finish.apply(builder).build().start();
      return new Listener(socket.bound(server.getPort()), server);
    } catch (IOException e) {
      throw socket.failure(e);
    }
  }

  private static ServerChannel channel(ListenSocket socket, ChannelHandler admission) {
    ServerChannel channel = new ReflectiveChannelFactory<>(socket.channelType()).newChannel();
    channel.pipeline().addFirst(admission);
    return channel;
  }

  /** What is listened on, with the port that was taken where 0 was asked for. */
  ListenAddress address() {
    return address;
  }

  Server server() {
    return server;
  }
}
