package io.outrigger.runtime.server;

import io.netty.channel.EventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.SingleThreadEventExecutor;
import io.netty.util.internal.PlatformDependent;
import io.outrigger.spi.Turn;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;
import java.util.stream.StreamSupport;

/**
 * The event loops of a sidecar, over epoll where the kernel has it and NIO elsewhere. One loop for
 * up to two processors: a second one would only take time from the app.
 */
public final class EventLoops implements AutoCloseable {

  private final boolean epoll;
  private final MultiThreadIoEventLoopGroup group;

  /** Starts {@code count} loops, or as many as the processors suggest when it is zero. */
  public EventLoops(int count) {
    this(count, Epoll.isAvailable());
  }

  /** Loops over epoll, or over NIO. */
  public EventLoops(int count, boolean epoll) {
    this.epoll = epoll;
    IoHandlerFactory io = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    var number = new AtomicInteger();
    var loops = count > 0 ? count : Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    ThreadFactory threads =
        work -> new LoopThread(work, "outrigger-loop-" + number.getAndIncrement());
    group = new MultiThreadIoEventLoopGroup(loops, threads, io);
    loops().forEach(loop -> loop.execute(() -> LoopThread.attach(loop)));
  }

  /** The event-loop turn of the calling thread. */
  public static Turn currentTurn() {
    return LoopThread.currentTurn();
  }

  /** True when the loops run over epoll. */
  boolean isEpoll() {
    return epoll;
  }

  /** The loops, for those who serve something on them. */
  public MultiThreadIoEventLoopGroup group() {
    return group;
  }

  List<EventLoop> loops() {
    return StreamSupport.stream(group.spliterator(), false)
        .map(EventExecutor.class::cast)
        .map(EventLoop.class::cast)
        .toList();
  }

  /** How many there are; they are numbered from 0. */
  public int count() {
    return loops().size();
  }

  /** How many tasks wait for a loop. */
  public int pendingTasks(int number) {
    return loops().get(number) instanceof SingleThreadEventExecutor loop ? loop.pendingTasks() : 0;
  }

  /**
   * Looks again and again how late a loop is, until it is shut down.
   *
   * @param nanos is told on the loop itself
   */
  public void watchLag(int number, Duration period, LongConsumer nanos) {
    new LagProbe(loops().get(number), period.toNanos(), nanos).begin();
  }

  /** The memory outside the heap that network buffers take; NaN where Netty does not know it. */
  public static double directMemoryBytes() {
    var bytes = PlatformDependent.usedDirectMemory();
    return bytes < 0 ? Double.NaN : bytes;
  }

  /** Stops the loops; what has been put into their queues is done before. */
  @Override
  public void close() {
    group.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
  }
}
