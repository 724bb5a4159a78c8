package io.outrigger.runtime.component;

import io.outrigger.spi.Call;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * What a thread is doing for an instance, so that the log can say it of whatever is logged
 * meanwhile.
 *
 * @param component kind and name, as people know it
 * @param call the one that it is done for
 */
public record Doing(String component, Call call) {

  private static final ScopedValue<Doing> CURRENT = ScopedValue.newInstance();

  /** What the calling thread is doing, if that is for an instance. */
  public static Optional<Doing> current() {
    if (Thread.currentThread() instanceof BusyThread thread) {
      return thread.doing();
    }
    return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
  }

  /** {@code work}, known to be this. */
  <T> Callable<T> around(Callable<T> work) {
    return () -> ScopedValue.where(CURRENT, this).call(work::call);
  }
}
