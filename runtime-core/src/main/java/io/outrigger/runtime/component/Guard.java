package io.outrigger.runtime.component;

import io.outrigger.spi.Call;
import io.outrigger.spi.Component;
import io.outrigger.spi.ComponentException;
import io.outrigger.spi.ErrorCode;
import java.io.InputStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Stands between the services and one component instance: every operation passes it.
 *
 * <p>In order: the operation is counted and becomes a span of the call's trace; an instance that is
 * not started refuses with UNAVAILABLE; the event-loop thread notes which component it is in; the
 * context class loader is the component's, if it comes from a directory; the stage ends at the
 * call's deadline or cancellation whatever the component does; failures are translated to {@link
 * ComponentException}. A stage that has succeeded when the component returns it passes untouched,
 * and neither it nor one that has failed needs the timer. Safe for use by many threads.
 */
final class Guard implements InvocationHandler {

  /** Makes what a caller sees of what an operation has failed with. */
  @FunctionalInterface
  interface Translation {
    ComponentException of(Operations.Running running, Throwable failure);
  }

  /**
   * What is guarded.
   *
   * @param instance what messages call it
   * @param loader the context that it runs with
   * @param operations counts and traces what it does
   */
  record Target(
      String instance, Component component, ContextLoader loader, Operations operations) {}

  private final String instance;
  private final Component target;
  private final Deadlines deadlines;
  private final ContextLoader loader;
  private final Operations operations;
  private final Gate gate;
  private final SecretMask mask;
  private final DefectLog defects;
  private final Translation translation = this::translated;

  /**
   * A guard of {@code target}.
   *
   * @param gate whether operations pass
   * @param mask keeps the instance's secrets out of its failures
   */
  Guard(Target target, Deadlines deadlines, Gate gate, SecretMask mask) {
    this.instance = target.instance();
    this.target = target.component();
    this.deadlines = deadlines;
    this.loader = target.loader();
    this.operations = target.operations();
    this.gate = gate;
    this.mask = mask;
    this.defects = new DefectLog(instance, System::nanoTime);
  }

  /** The instance behind this guard, with every ability that it has. */
  Object proxy() {
    var interfaces = componentInterfaces(target.getClass()).toArray(Class<?>[]::new);
    return Proxy.newProxyInstance(target.getClass().getClassLoader(), interfaces, this);
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] args)
      throws Throwable {
    if (args == null || !(args[0] instanceof Call call)) {
      return plain(method, args);
    }
    var running = operations.begin(call, method);
    var reason = gate.reason();
    if (method.getReturnType() != CompletionStage.class) {
      return direct(running, reason, method, args);
    }
    if (reason != null) {
      return failed(running, refusal(reason));
    }
    var stage = marked(call, method, args);
    return stage instanceof CompletableFuture<?> future && future.isDone()
        ? ended(running, future)
        : supervised(call, running, stage);
  }

  private CompletionStage<?> ended(Operations.Running running, CompletableFuture<?> stage) {
    return switch (stage.state()) {
      case SUCCESS, RUNNING -> {
        running.ended(null);
        yield stage;
      }
      case FAILED -> failed(running, translated(running, stage.exceptionNow()));
      case CANCELLED -> failed(running, translated(running, new CancellationException()));
    };
  }

  private static CompletionStage<?> failed(Operations.Running running, ComponentException failure) {
    running.ended(failure);
    return CompletableFuture.failedFuture(failure);
  }

  /** An operation that blocks its virtual thread: the caller interrupts it when time is up. */
  private @Nullable Object direct(
      Operations.Running running, @Nullable String reason, Method method, Object[] args) {
    try {
      if (reason != null) {
        throw refusal(reason);
      }
      var result = loader.invoke(method, target, args);
      if (result instanceof InputStream content) {
        return new WatchedStream(content, running, translation);
      }
      running.ended(null);
      return result;
    } catch (ComponentException e) {
      throw told(running, e);
    } catch (InvocationTargetException e) {
      throw told(running, translated(running, e.getCause() == null ? e : e.getCause()));
    } catch (IllegalAccessException e) {
      throw told(running, translated(running, e));
    }
  }

  private static ComponentException told(Operations.Running running, ComponentException failure) {
    running.ended(failure);
    return failure;
  }

  private ComponentException refusal(String reason) {
    return new ComponentException(ErrorCode.UNAVAILABLE, instance + " is not available: " + reason);
  }

  private CompletionStage<?> marked(Call call, Method method, Object[] args) {
    if (!(Thread.currentThread() instanceof BusyThread thread)) {
      return operation(method, args);
    }
    thread.enter(instance, call);
    try {
      return operation(method, args);
    } finally {
      thread.leave();
    }
  }

  private CompletionStage<?> operation(Method method, Object[] args) {
    try {
      return (CompletionStage<?>)
          Objects.requireNonNull(
              loader.invoke(method, target, args), () -> method.getName() + " returned no stage");
    } catch (InvocationTargetException e) {
      return CompletableFuture.failedFuture(e.getCause() == null ? e : e.getCause());
    } catch (IllegalAccessException | NullPointerException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private <T> CompletionStage<T> supervised(
      Call call, Operations.Running running, CompletionStage<T> stage) {
    return new Supervision<T>(call, instance, running, deadlines, translation).over(stage);
  }

  private ComponentException translated(Operations.Running running, Throwable failure) {
    var translated = mask.masked(Failures.translate(failure));
    if (translated.code() == ErrorCode.INTERNAL) {
      defects.add(translated, running.span().context());
    }
    return translated;
  }

  /** What is no operation: the methods of Object, and accessors of a kind. */
  private @Nullable Object plain(Method method, Object @Nullable [] args) throws Throwable {
    if (method.getDeclaringClass() == Object.class && method.getName().equals("equals")) {
      return args != null
          && Proxy.isProxyClass(args[0].getClass())
          && Proxy.getInvocationHandler(args[0]) == this;
    }
    try {
      return loader.invoke(method, target, args);
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
