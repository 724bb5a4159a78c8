package io.outrigger.runtime.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.group.ChannelGroup;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.flow.FlowControlHandler;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/** Makes what handles a connection that has been accepted. Safe for use by many threads. */
final class HttpPipeline extends ChannelInitializer<Channel> {

  private final HttpLimits limits;
  private final HttpHandler handler;
  private final ChannelGroup connections;

  HttpPipeline(HttpLimits limits, HttpHandler handler, ChannelGroup connections) {
    this.limits = limits;
    this.handler = handler;
    this.connections = connections;
  }

  @Override
  protected void initChannel(Channel channel) {
    if (connections.size() >= limits.connections()) {
      var _ = channel.close();
      return;
    }
    connections.add(channel);
    channel
        .pipeline()
        .addLast(new HttpServerCodec(decoding()))
        .addLast(new HttpObjectAggregator(limits.bodyBytes(), true))
        .addLast(new FlowControlHandler())
        .addLast(new HttpConnection(handler, limits.patience(), isLocal(channel)));
  }

  private HttpDecoderConfig decoding() {
    return new HttpDecoderConfig()
        .setMaxInitialLineLength(limits.lineBytes())
        .setMaxHeaderSize(limits.headerBytes());
  }

  /** By what is listened on: who may reach a loopback address is on this host. */
  private static boolean isLocal(Channel channel) {
    return isLocal(channel.parent().localAddress());
  }

  private static boolean isLocal(SocketAddress listening) {
    return !(listening instanceof InetSocketAddress tcp) || tcp.getAddress().isLoopbackAddress();
  }
}
