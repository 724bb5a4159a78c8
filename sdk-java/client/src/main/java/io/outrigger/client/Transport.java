package io.outrigger.client;

import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.channel.ChannelOption;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.MultiThreadIoEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.nio.NioIoHandler;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioDomainSocketChannel;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The one connection of a client and its thread, which also keeps the client's time. By the JDK's
 * own sockets: no native library, which a JDK would warn of.
 */
final class Transport implements AutoCloseable {

  private static final long CLOSE_SECONDS = 5;
  private static final long KEEP_ALIVE_SECONDS = 30;
  private static final long RECONNECT_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final EventLoopGroup loops;
  private final ManagedChannel channel;
  private final Timers timers;
  private final AtomicLong reconnected = new AtomicLong(System.nanoTime());

  private Transport(EventLoopGroup loops, ManagedChannel channel) {
    this.loops = loops;
    this.channel = channel;
    this.timers = new Timers(loops);
  }

  /** A connection that the first call opens. */
  static Transport to(Endpoint endpoint, @Nullable Tls tls, String userAgent) {
    var security = tls == null ? null : new TlsContext(tls);
    var loops = new MultiThreadIoEventLoopGroup(1, LoopThread::new, NioIoHandler.newFactory());
    var builder =
        builder(endpoint)
            .eventLoopGroup(loops)
            .directExecutor()
            .userAgent(userAgent)
            .disableRetry() // The client's own know which calls may be repeated.
            .maxInboundMessageSize(Integer.MAX_VALUE) // The sidecar has a limit.
            .keepAliveTime(KEEP_ALIVE_SECONDS, TimeUnit.SECONDS);
    if (security == null) {
      builder.usePlaintext();
    } else {
      security.applyTo(builder);
    }
    return new Transport(loops, builder.build());
  }

  private static NettyChannelBuilder builder(Endpoint endpoint) {
    if (endpoint instanceof Endpoint.Tcp tcp) {
      return NettyChannelBuilder.forAddress(tcp.host(), tcp.port())
          .channelType(NioSocketChannel.class, InetSocketAddress.class);
    }
    var address = UnixDomainSocketAddress.of(((Endpoint.Unix) endpoint).path());
    return NettyChannelBuilder.forAddress(address)
        .channelType(NioDomainSocketChannel.class, UnixDomainSocketAddress.class)
        .withOption(ChannelOption.SO_KEEPALIVE, null) // Unix sockets have none: a warning else.
        .overrideAuthority("localhost");
  }

  ManagedChannel channel() {
    return channel;
  }

  /** What is done later, on the connection's thread. */
  Timers timers() {
    return timers;
  }

  /**
   * Has the next call connect anew. gRPC would let it wait for up to two minutes, since it thinks
   * of far servers that many clients share.
   */
  void reconnect() {
    var last = reconnected.get();
    var now = System.nanoTime();
    if (now - last >= RECONNECT_NANOS
        && reconnected.compareAndSet(last, now)
        && channel.getState(false) == ConnectivityState.TRANSIENT_FAILURE) {
      channel.resetConnectBackoff();
    }
  }

  /** Lets running calls end for 5 s, then ends them. */
  @Override
  public void close() {
    channel.shutdown();
    timers.close();
    try {
      if (!onLoop() && !channel.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        channel.shutdownNow();
      }
    } catch (InterruptedException e) {
      channel.shutdownNow();
      Thread.currentThread().interrupt();
    }
    var unused = loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }

  /** Whether this is the thread of a connection. */
  static boolean onLoop() {
    return Thread.currentThread() instanceof LoopThread;
  }
}
