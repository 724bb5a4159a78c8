package io.outrigger.runtime.server;

import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import io.outrigger.runtime.component.Failures;
import io.outrigger.runtime.config.ListenAddress;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/** One address that is listened on, with its gRPC server. */
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
   * @param finish adds what is the same on every address
   * @throws ListenException when it cannot be bound
   */
  static Listener start(
      ListenAddress address, EventLoops loops, UnaryOperator<NettyServerBuilder> finish) {
    try {
      var builder = NettyServerBuilder.forAddress(socketAddress(address, loops.isEpoll()));
      builder
          .channelType(channelType(address, loops.isEpoll()))
          .bossEventLoopGroup(loops.group())
          .workerEventLoopGroup(loops.group());
      var server = finish.apply(builder).build().start();
      return new Listener(bound(address, server), server);
    } catch (IOException e) {
      throw new ListenException(address, reason(e), e);
    }
  }

  /** What is listened on, with the port that was taken where 0 was asked for. */
  ListenAddress address() {
    return address;
  }

  Server server() {
    return server;
  }

  private static SocketAddress socketAddress(ListenAddress address, boolean epoll)
      throws IOException {
    return switch (address) {
      case ListenAddress.Tcp tcp ->
          new InetSocketAddress(InetAddress.getByName(tcp.host()), tcp.port());
      case ListenAddress.Unix unix -> {
        prepare(unix.path());
        yield epoll
            ? new DomainSocketAddress(unix.path().toFile())
            : UnixDomainSocketAddress.of(unix.path());
      }
    };
  }

  private static Class<? extends ServerChannel> channelType(ListenAddress address, boolean epoll) {
    return switch (address) {
      case ListenAddress.Tcp ignored ->
          epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
      case ListenAddress.Unix ignored ->
          epoll ? EpollServerDomainSocketChannel.class : NioServerDomainSocketChannel.class;
    };
  }

  /** Makes room for a socket: removes one that a process which is gone has left behind. */
  private static void prepare(Path path) throws IOException {
    var parent = path.toAbsolutePath().getParent();
    if (parent != null && !Files.isDirectory(parent)) {
      throw new IOException("there is no directory " + parent);
    }
    if (!Files.exists(path)) {
      return;
    }
    try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(path));
      throw new BindException("Address already in use");
    } catch (BindException e) {
      throw e;
    } catch (IOException e) {
      removeStale(path);
    }
  }

  private static void removeStale(Path path) throws IOException {
    if (Files.isRegularFile(path) || Files.isDirectory(path)) {
      throw new IOException("there is a file of this name that is no socket");
    }
    Files.delete(path);
  }

  private static ListenAddress bound(ListenAddress address, Server server) {
    return address instanceof ListenAddress.Tcp tcp
        ? new ListenAddress.Tcp(tcp.host(), server.getPort())
        : address;
  }

  private static String reason(IOException failure) {
    var cause = failure.getCause() == null ? failure : failure.getCause();
    var message = Failures.message(cause);
    if (cause instanceof UnknownHostException) {
      return "no such host";
    }
    if (message.contains("Address already in use")) {
      return "the address is in use, perhaps by another Outrigger;"
          + " stop what listens there or change server.listen";
    }
    return message;
  }

  /** Removes the socket of a listener that has stopped. */
  void cleanUp() throws IOException {
    if (address instanceof ListenAddress.Unix unix) {
      Files.deleteIfExists(unix.path());
    }
  }
}
