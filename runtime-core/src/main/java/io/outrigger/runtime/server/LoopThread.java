package io.outrigger.runtime.server;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.FastThreadLocalThread;
import io.outrigger.runtime.component.BusyThread;
import io.outrigger.runtime.component.Doing;
import io.outrigger.spi.Call;
import io.outrigger.spi.Turn;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The thread of one event loop: knows the turn that it is in, and which component.
 *
 * <p>The turn and the call are used by the thread itself only. The component is written by it and
 * read by the watchdog.
 */
final class LoopThread extends FastThreadLocalThread implements BusyThread {

  private volatile @Nullable String component;
  private @Nullable Call call;
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
  public void enter(String instance, Call entering) {
    component = instance;
    call = entering;
  }

  @Override
  public void leave() {
    component = null;
    call = null;
  }

  @Override
  public Optional<Doing> doing() {
    var instance = component;
    var now = call;
    return instance == null || now == null
        ? Optional.empty()
        : Optional.of(new Doing(instance, now));
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
