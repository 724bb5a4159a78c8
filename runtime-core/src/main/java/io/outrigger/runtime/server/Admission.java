package io.outrigger.runtime.server;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands before what accepts connections, and closes at once those beyond a number: whatever they
 * speak, they cost nothing then. Shared by the addresses of a server; safe for use by many threads.
 */
@Sharable
final class Admission extends ChannelInboundHandlerAdapter {

  private final int most;
  private final AtomicInteger open = new AtomicInteger();

  Admission(int most) {
    this.most = most;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof Channel connection && !admits(connection)) {
      connection.unsafe().closeForcibly();
      return;
    }
    context.fireChannelRead(message);
  }

  private boolean admits(Channel connection) {
    if (open.incrementAndGet() > most) {
      open.decrementAndGet();
      return false;
    }
    connection.closeFuture().addListener(closed -> open.decrementAndGet());
    return true;
  }
}
