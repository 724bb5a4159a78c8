package io.outrigger.redis.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import redis.clients.jedis.exceptions.JedisConnectionException;

/**
 * A socket of this host in the form that Jedis wants: the JDK has such sockets only as channels.
 * Reading heeds the timeout, as it does for other sockets. For one thread, but for {@link #close}.
 */
final class UnixSocket extends Socket {

  private final SocketChannel channel;
  private final Selector selector;
  private volatile int timeoutMillis;

  private UnixSocket(SocketChannel channel, Selector selector) {
    this.channel = channel;
    this.selector = selector;
  }

  /** A socket that is connected. */
  static UnixSocket open(Path path, RedisSettings settings) {
    try {
      var channel = SocketChannel.open(UnixDomainSocketAddress.of(path));
      var selector = Selector.open();
      channel.configureBlocking(false);
      channel.register(selector, SelectionKey.OP_READ);
      var socket = new UnixSocket(channel, selector);
      socket.setSoTimeout(Math.clamp(settings.readTimeout().toMillis(), 1, Integer.MAX_VALUE));
      return socket;
    } catch (IOException e) {
      throw new JedisConnectionException("unix:" + path + ": " + e.getMessage(), e);
    }
  }

  @Override
  public InputStream getInputStream() {
    return new Input();
  }

  @Override
  public OutputStream getOutputStream() {
    return new Output();
  }

  @Override
  public void setSoTimeout(int timeout) {
    timeoutMillis = timeout;
  }

  @Override
  public int getSoTimeout() {
    return timeoutMillis;
  }

  @Override
  public boolean isBound() {
    return true;
  }

  @Override
  public boolean isConnected() {
    return true;
  }

  @Override
  public boolean isClosed() {
    return !channel.isOpen();
  }

  @Override
  public boolean isInputShutdown() {
    return isClosed();
  }

  @Override
  public boolean isOutputShutdown() {
    return isClosed();
  }

  @Override
  public void close() throws IOException {
    channel.close();
    selector.close();
  }

  private void await(int operation) throws IOException {
    var key = channel.keyFor(selector);
    if (key == null || !key.isValid()) {
      throw new IOException("the socket is closed");
    }
    try {
      key.interestOps(operation);
      int ready = selector.select(timeoutMillis);
      selector.selectedKeys().clear();
      if (ready == 0) {
        throw new SocketTimeoutException("Read timed out");
      }
    } catch (ClosedSelectorException | CancelledKeyException e) {
      throw new IOException("the socket is closed", e);
    }
  }

  private final class Input extends InputStream {

    @Override
    public int read() throws IOException {
      var one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      var buffer = ByteBuffer.wrap(bytes, offset, length);
      int read = channel.read(buffer);
      while (read == 0) {
        await(SelectionKey.OP_READ);
        read = channel.read(buffer);
      }
      return read;
    }
  }

  private final class Output extends OutputStream {

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      var buffer = ByteBuffer.wrap(bytes, offset, length);
      while (buffer.hasRemaining()) {
        if (channel.write(buffer) == 0) {
          await(SelectionKey.OP_WRITE);
        }
      }
    }
  }
}
