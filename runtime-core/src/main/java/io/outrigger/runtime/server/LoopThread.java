package io.outrigger.runtime.server;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.FastThreadLocalThread;
import io.outrigger.runtime.component.BusyThread;
import io.outrigger.spi.Turn;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The thread of one event loop: knows the turn that it is in, and which component.
 *
 * <p>The turn is used by the thread itself only. The component is written by it and read by the
 * watchdog.
 */
final class LoopThread extends FastThreadLocalThread implements BusyThread {

  private volatile @Nullable String component;
  private volatile Turn turn = Turn.immediate();

  LoopThread(Runnable work, String name) {
    super(work, name);
  }

  /** The turn of the calling thread; immediate when it is no event loop. */
  static Turn currentTurn() {
    return Thread.currentThread() instanceof LoopThread thread ? thread.turn : Turn.immediate();
  }

  /** Tells the calling thread which loop it runs. */
  static void attach(EventLoop loop) {
    if (Thread.currentThread() instanceof LoopThread thread) {
      thread.turn = new LoopTurn(loop);
    }
  }

  /** The component that the thread is in; null when it is in none. */
  @Nullable String component() {
    return component;
  }

  @Override
  public void enter(String instance) {
    component = instance;
  }

  @Override
  public void leave() {
    component = null;
  }

  /** A task put into the loop's queue during a turn runs when the turn's messages are handled. */
  private record LoopTurn(EventLoop loop) implements Turn {

    @Override
    public void atEnd(Runnable action) {
      loop.execute(action);
    }

    @Override
    public Executor executor() {
      return loop;
    }
  }
}
