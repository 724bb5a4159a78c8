package io.outrigger.runtime.server;

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

/** How an address is listened on over the event loops, whatever is spoken there. */
public final class ListenSocket {

  private static final String IN_USE = "Address already in use";
  private static final int FILE_TYPE = 0170000;
  private static final int SOCKET = 0140000;

  private final ListenAddress address;
  private final String setting;
  private final boolean epoll;

  /**
   * A socket that is yet to be bound.
   *
   * @param setting where the config says the address, for messages
   */
  public ListenSocket(ListenAddress address, String setting, EventLoops loops) {
    this.address = address;
    this.setting = setting;
    this.epoll = loops.isEpoll();
  }

  /**
   * What to bind. A Unix socket that a process which is gone has left behind is removed.
   *
   * @throws IOException when it cannot be bound
   */
  public SocketAddress prepared() throws IOException {
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

  /** The kind of channel to bind it with. */
  public Class<? extends ServerChannel> channelType() {
    return switch (address) {
      case ListenAddress.Tcp ignored ->
          epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
      case ListenAddress.Unix ignored ->
          epoll ? EpollServerDomainSocketChannel.class : NioServerDomainSocketChannel.class;
    };
  }

  /** What is listened on, with the port that was taken where 0 was asked for. */
  public ListenAddress bound(int port) {
    return address instanceof ListenAddress.Tcp tcp
        ? new ListenAddress.Tcp(tcp.host(), port)
        : address;
  }

  /** Why it cannot be listened on. */
  public ListenException failure(Throwable cause) {
    return new ListenException(address, reason(cause), cause);
  }

  private void prepare(Path path) throws IOException {
    var parent = path.toAbsolutePath().getParent();
    if (parent != null && !Files.isDirectory(parent)) {
      throw new IOException("there is no directory " + parent);
    }
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    if (!isSocket(path)) {
      throw new IOException(path + " is no socket; remove the file or change " + setting);
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

  private String reason(Throwable failure) {
    var cause = failure.getCause() == null ? failure : failure.getCause();
    var message = Failures.message(cause);
    if (cause instanceof UnknownHostException) {
      return "no such host";
    }
    if (message.contains(IN_USE)) {
      return "the address is in use, perhaps by another Outrigger;"
          + " stop what listens there or change "
          + setting;
    }
    return message;
  }
}
