package io.outrigger.runtime.component;

import io.outrigger.spi.Call;
import io.outrigger.spi.Component;
import io.outrigger.spi.ComponentException;
import io.outrigger.spi.ErrorCode;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands between the services and one component instance: every operation passes it.
 *
 * <p>In order: an instance that is not started refuses with UNAVAILABLE; the event-loop thread
 * notes which component it is in; the stage ends at the call's deadline or cancellation whatever
 * the component does; failures are translated to {@link ComponentException}. A stage that is
 * complete when the component returns it passes untouched.
 */
final class Guard implements InvocationHandler {

  private static final Logger log = LoggerFactory.getLogger(Guard.class);

  private final String instance;
  private final Component target;
  private final Deadlines deadlines;

  /** Why calls are refused; null when they are not. */
  private volatile @Nullable String unavailable = "it has not started yet";

  Guard(String instance, Component target, Deadlines deadlines) {
    this.instance = instance;
    this.target = target;
    this.deadlines = deadlines;
  }

  /** The instance behind this guard, with every ability that it has. */
  Object proxy() {
    var interfaces = componentInterfaces(target.getClass()).toArray(Class<?>[]::new);
    return Proxy.newProxyInstance(target.getClass().getClassLoader(), interfaces, this);
  }

  /** Lets calls pass. */
  void open() {
    unavailable = null;
  }

  /** Refuses calls from now on. */
  void refuse(String reason) {
    unavailable = reason;
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] args)
      throws Throwable {
    if (args == null || !(args[0] instanceof Call call)) {
      return plain(method, args);
    }
    var reason = unavailable;
    if (reason != null) {
      return CompletableFuture.failedFuture(
          new ComponentException(ErrorCode.UNAVAILABLE, instance + " is not available: " + reason));
    }
    var stage = marked(method, args);
    if (stage instanceof CompletableFuture<?> done && done.state() == Future.State.SUCCESS) {
      return done;
    }
    return supervised(call, stage);
  }

  private CompletionStage<?> marked(Method method, Object[] args) {
    if (!(Thread.currentThread() instanceof BusyThread thread)) {
      return operation(method, args);
    }
    thread.enter(instance);
    try {
      return operation(method, args);
    } finally {
      thread.leave();
    }
  }

  private CompletionStage<?> operation(Method method, Object[] args) {
    try {
      return (CompletionStage<?>) method.invoke(target, args);
    } catch (InvocationTargetException e) {
      return CompletableFuture.failedFuture(e.getCause() == null ? e : e.getCause());
    } catch (IllegalAccessException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private <T> CompletionStage<T> supervised(Call call, CompletionStage<T> stage) {
    var result = new CompletableFuture<T>();
    var left = Math.max(0, call.deadlineNanos() - System.nanoTime());
    var timeout = deadlines.after(left, () -> expire(call, result));
    call.onCancel(() -> result.completeExceptionally(gone()));
    var _ = result.whenComplete((value, failure) -> timeout.cancel());
    stage.whenComplete((value, failure) -> {
      if (failure == null) {
        result.complete(value);
      } else {
        result.completeExceptionally(translated(failure));
      }
    });
    return result;
  }

  /** Ends the stage, and tells the component, whose work may still be going on. */
  private void expire(Call call, CompletableFuture<?> result) {
    result.completeExceptionally(late());
    if (call instanceof CancellableCall cancellable) {
      cancellable.cancel();
    }
  }

  private ComponentException translated(Throwable failure) {
    var translated = Failures.translate(failure);
    if (translated.code() == ErrorCode.INTERNAL) {
      log.warn("component={} event=operation_failed", instance, translated);
    }
    return translated;
  }

  private ComponentException late() {
    return new ComponentException(ErrorCode.TIMEOUT, instance + " did not answer in time");
  }

  private static ComponentException gone() {
    return new ComponentException(ErrorCode.CANCELLED, "the caller has gone");
  }

  /** What is no operation: the methods of Object, and accessors of a kind. */
  private @Nullable Object plain(Method method, Object @Nullable [] args) throws Throwable {
    if (method.getDeclaringClass() == Object.class && method.getName().equals("equals")) {
      return args != null
          && Proxy.isProxyClass(args[0].getClass())
          && Proxy.getInvocationHandler(args[0]) == this;
    }
    try {
      return method.invoke(target, args);
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }

  private static Set<Class<?>> componentInterfaces(@Nullable Class<?> type) {
    var found = new LinkedHashSet<Class<?>>();
    if (type != null) {
      Arrays.stream(type.getInterfaces())
          .filter(Component.class::isAssignableFrom)
          .forEach(found::add);
      Arrays.stream(type.getInterfaces()).map(Guard::componentInterfaces).forEach(found::addAll);
      found.addAll(componentInterfaces(type.getSuperclass()));
    }
    return found;
  }
}
