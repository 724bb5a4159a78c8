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
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/**
 * One address that is listened on, with its gRPC server. The file of a Unix socket is removed by
 * Netty the moment the listening ends, and by nobody later: it may then be that of a successor.
 */
final class Listener {

  private static final String IN_USE = "Address already in use";
  private static final int FILE_TYPE = 0170000;
  private static final int SOCKET = 0140000;

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
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    if (!isSocket(path)) {
      throw new IOException(path + " is no socket; remove the file or change server.listen");
    }
    if (isListenedOn(path)) {
      throw new BindException(IN_USE);
    }
    Files.delete(path);
  }

  private static boolean isSocket(Path path) throws IOException {
    var mode = (int) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
    return (mode & FILE_TYPE) == SOCKET;
  }

  /** False only when nobody listens for sure: without a process, a connection is refused. */
  private static boolean isListenedOn(Path path) throws IOException {
    try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.configureBlocking(false); // With a full backlog, connecting would wait.
      channel.connect(UnixDomainSocketAddress.of(path));
      return true;
    } catch (ConnectException e) {
      return false;
    } catch (IOException e) {
      throw new IOException("cannot tell whether it is in use: " + Failures.message(e), e);
    }
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
    if (message.contains(IN_USE)) {
      return "the address is in use, perhaps by another Outrigger;"
          + " stop what listens there or change server.listen";
    }
    return message;
  }
}
