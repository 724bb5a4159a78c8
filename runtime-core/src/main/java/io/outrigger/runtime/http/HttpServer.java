package io.outrigger.runtime.http;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.outrigger.runtime.config.ListenAddress;
import io.outrigger.runtime.server.EventLoops;
import io.outrigger.runtime.server.ListenException;
import io.outrigger.runtime.server.ListenSocket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Serves HTTP/1.1 on all addresses of a setting at once. Reading and writing is done by the event
 * loops, answering by virtual threads, of which a connection has one at a time. Started and stopped
 * once, by one thread.
 */
public final class HttpServer {

  /** How long answers that are being made may take once nothing new is accepted. */
  private static final long DRAIN_SECONDS = 2;

  private final EventLoops loops;
  private final String setting;
  private final HttpLimits limits;
  private final HttpHandler handler;
  private final List<Channel> listeners = new ArrayList<>();
  private final ChannelGroup connections;

  /**
   * Prepares a server; nothing is bound yet.
   *
   * @param setting where the config says the addresses, for messages
   */
  public HttpServer(EventLoops loops, String setting, HttpLimits limits, HttpHandler handler) {
    this.loops = loops;
    this.setting = setting;
    this.limits = limits;
    this.handler = handler;
    this.connections = new DefaultChannelGroup(loops.group().next(), true);
  }

  /**
   * Binds every address, or none.
   *
   * @return what is listened on, in the same order
   * @throws ListenException when one cannot be bound
   */
  public List<ListenAddress> start(List<ListenAddress> addresses) {
    var bound = new ArrayList<ListenAddress>();
    try {
      addresses.forEach(address -> bound.add(bind(address)));
    } catch (RuntimeException e) {
      stop();
      throw e;
    }
    return List.copyOf(bound);
  }

  private ListenAddress bind(ListenAddress address) {
    var socket = new ListenSocket(address, setting, loops);
    try {
      var binding =
          new ServerBootstrap()
              .group(loops.group())
              .channel(socket.channelType())
              .childHandler(new HttpPipeline(limits, handler, connections))
              .bind(socket.prepared())
              .awaitUninterruptibly();
      if (!binding.isSuccess()) {
        throw socket.failure(binding.cause());
      }
      listeners.add(binding.channel());
      return socket.bound(port(binding.channel()));
    } catch (IOException e) {
      throw socket.failure(e);
    }
  }

  private static int port(Channel channel) {
    return channel.localAddress() instanceof InetSocketAddress tcp ? tcp.getPort() : 0;
  }

  /**
   * Stops: nothing new is accepted, and connections end with the answer that is being made, if any.
   * Nothing happens the second time.
   */
  public void stop() {
    listeners.forEach(listener -> listener.close().awaitUninterruptibly());
    listeners.clear();
    connections.forEach(HttpConnection::drain);
    connections.newCloseFuture().awaitUninterruptibly(DRAIN_SECONDS, TimeUnit.SECONDS);
    connections.close().awaitUninterruptibly(DRAIN_SECONDS, TimeUnit.SECONDS);
  }
}
