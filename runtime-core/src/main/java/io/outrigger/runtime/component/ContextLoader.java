package io.outrigger.runtime.component;

import io.outrigger.spi.Turn;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ServiceConfigurationError;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The context class loader that one instance runs with, since the libraries of vendors look for
 * their own parts with it: that of the component's directory, and for a component of the class path
 * whichever its caller has. Immutable, for many threads.
 */
final class ContextLoader {

  private static final ContextLoader OF_THE_CALLER = new ContextLoader(null);

  /** For threads of the class path's components, which another one's thread may have started. */
  private static final ClassLoader OF_THE_CORE = ContextLoader.class.getClassLoader();

  private final @Nullable ComponentLoader loader;

  private ContextLoader(@Nullable ComponentLoader loader) {
    this.loader = loader;
  }

  /** The context of what comes from the same place as {@code part}. */
  static ContextLoader of(Object part) {
    return part.getClass().getClassLoader() instanceof ComponentLoader loader
        ? new ContextLoader(loader)
        : OF_THE_CALLER;
  }

  /** The context of everything that {@code loader} loads. */
  static ContextLoader of(ComponentLoader loader) {
    return new ContextLoader(loader);
  }

  /** The context of a component of the class path. */
  static ContextLoader ofTheCaller() {
    return OF_THE_CALLER;
  }

  /** Takes over the calling thread, which has been started for this instance, for good. */
  void enterForGood() {
    Thread.currentThread().setContextClassLoader(loader == null ? OF_THE_CORE : loader);
  }

  /** Invokes {@code method} in this context. */
  @Nullable Object invoke(Method method, Object target, Object @Nullable [] args)
      throws InvocationTargetException, IllegalAccessException {
    if (loader == null) { // Every operation of the class path's components: nothing else here.
      return method.invoke(target, args);
    }
    var thread = Thread.currentThread();
    var before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      return method.invoke(target, args);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /** What {@code work} gives in this context. */
  <T> T call(Supplier<T> work) {
    if (loader == null) {
      return work.get();
    }
    var thread = Thread.currentThread();
    var before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      return work.get();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /**
   * As {@link #call} for work that makes something of the component's.
   *
   * @throws CatalogException when a class is missing in the directory, or does not fit the others
   */
  <T> T make(Supplier<T> work) {
    try {
      return call(work);
    } catch (LinkageError | ServiceConfigurationError e) {
      if (loader == null) {
        throw e;
      }
      throw CatalogException.unreadable(loader.getName(), e);
    }
  }

  /** {@code turn} itself, or one whose end has this context. */
  Turn within(Turn turn) {
    return loader == null ? turn : new ContextTurn(turn, this);
  }

  /** {@code task} itself, or one that runs it in this context. */
  Runnable around(Runnable task) {
    return loader == null ? task : () -> run(task);
  }

  private void run(Runnable task) {
    var _ =
        call(() -> {
          task.run();
          return true;
        });
  }
}
