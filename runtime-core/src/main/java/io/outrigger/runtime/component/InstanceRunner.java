package io.outrigger.runtime.component;

import io.outrigger.runtime.config.InstanceConfig;
import io.outrigger.spi.Component;
import io.outrigger.spi.ComponentDescriptor;
import io.outrigger.spi.Health;
import io.outrigger.spi.Kind;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes one instance, starts it until it succeeds, watches and closes it. Safe for use by many
 * threads.
 */
final class InstanceRunner {

  private static final Logger log = LoggerFactory.getLogger(InstanceRunner.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);
  private static final Duration HEALTH_LIMIT = Duration.ofSeconds(2);
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

  private final InstanceConfig config;
  private final HostServices services;
  private final Duration startLimit;
  private final InstanceContext context;
  private final Component component;
  private final Guard guard;
  private final Runnable changed;

  private volatile boolean closed;
  private volatile boolean started;

  /** Why the instance cannot serve; null when it can. */
  private volatile @Nullable String down = "it has not started yet";

  /**
   * Makes the instance.
   *
   * @throws IllegalArgumentException when its settings contradict each other
   */
  InstanceRunner(
      InstanceConfig config, HostServices services, Duration startLimit, Runnable changed) {
    this.config = config;
    this.services = services;
    this.startLimit = startLimit;
    this.changed = changed;
    this.context = new InstanceContext(config.name(), services);
    this.component = create(config.descriptor(), config.settings(), context);
    this.guard = new Guard(label(), component, services.deadlines());
  }

  private static <C extends Component, S extends Record> C create(
      ComponentDescriptor<C, S> descriptor, Record settings, InstanceContext context) {
    return descriptor.factory().create(descriptor.settings().cast(settings), context);
  }

  /** The instance as services see it. */
  Instance<?> instance() {
    return instance(config.descriptor().kind());
  }

  private <C extends Component> Instance<C> instance(Kind<C> kind) {
    var proxy = kind.type().cast(guard.proxy());
    return new Instance<>(
        kind, config.name(), config.descriptor().type(), config.kindSettings(), proxy);
  }

  InstanceConfig config() {
    return config;
  }

  /** Kind and name, as people know it. */
  String label() {
    return config.kind().name() + " \"" + config.name() + "\"";
  }

  /** Why the instance cannot serve; empty when it can. */
  Optional<String> down() {
    return Optional.ofNullable(down);
  }

  /** Tries to start; the stage ends with the first try, which may fail. Later tries follow. */
  CompletionStage<Void> start() {
    return attempt(0);
  }

  private CompletionStage<Void> attempt(int failures) {
    return bounded(startLimit, component::start)
        .whenComplete((ignored, failure) -> {
          if (failure == null) {
            succeeded(failures);
          } else {
            failed(failures, Failures.message(Failures.unwrap(failure)));
          }
        });
  }

  private void succeeded(int failures) {
    if (closed) {
      bounded(CLOSE_LIMIT, component::close);
      return;
    }
    started = true;
    down = null;
    guard.open();
    log.debug("component={} event=started tries={}", label(), failures + 1);
    if (failures > 0) {
      log.info("component={} event=recovered tries={}", label(), failures + 1);
    }
    changed.run();
  }

  private void failed(int failures, String reason) {
    if (closed) {
      return;
    }
    var pause = pause(failures);
    down = reason;
    guard.refuse(reason);
    log.warn(
        "component={} event=start_failed tries={} next_try_ms={} cause={}",
        label(),
        failures + 1,
        TimeUnit.NANOSECONDS.toMillis(pause),
        reason);
    services.deadlines().after(pause, () -> retry(failures + 1));
    changed.run();
  }

  private void retry(int failures) {
    if (!closed) {
      attempt(failures);
    }
  }

  /** Doubles with each failure up to a bound; a fifth of it is chance, so that sidecars spread. */
  private static long pause(int failures) {
    var nanos = FIRST_PAUSE.toNanos() << Math.min(failures, 10);
    var bounded = Math.min(nanos, LONGEST_PAUSE.toNanos());
    return bounded - ThreadLocalRandom.current().nextLong(bounded / 5);
  }

  /** Asks the instance how it is, when it has started. */
  void checkHealth() {
    if (!started || closed) {
      return;
    }
    bounded(HEALTH_LIMIT, component::health)
        .whenComplete((health, failure) ->
            healthIs(
                failure == null
                    ? health
                    : Health.down(Failures.message(Failures.unwrap(failure)))));
  }

  private void healthIs(Health health) {
    var before = down;
    if (closed || health.isUp() == (before == null)) {
      return;
    }
    down = health.isUp() ? null : health.detail();
    log.warn(
        "component={} event={} detail={}", label(), health.isUp() ? "up" : "down", health.detail());
    changed.run();
  }

  /** Closes the instance; the stage never fails. */
  CompletionStage<Void> close() {
    closed = true;
    guard.refuse("the sidecar is stopping");
    context.close();
    return bounded(CLOSE_LIMIT, component::close)
        .handle((ignored, failure) -> {
          if (failure != null) {
            log.warn(
                "component={} event=close_failed cause={}",
                label(),
                Failures.message(Failures.unwrap(failure)));
          }
          return null;
        });
  }

  /** Calls the component off this thread, since one that breaks its contract could block it. */
  private <T> CompletionStage<T> bounded(Duration limit, Callable<CompletionStage<T>> work) {
    var call = new CancellableCall(System.nanoTime() + limit.toNanos());
    var result = new CompletableFuture<T>();
    var timeout = services.deadlines().after(limit.toNanos(), () -> expire(call, result, limit));
    context
        .blocking(call, work)
        .thenCompose(stage -> stage)
        .whenComplete((value, failure) -> {
          timeout.cancel();
          call.end();
          if (failure == null) {
            result.complete(value);
          } else {
            result.completeExceptionally(failure);
          }
        });
    return result;
  }

  private static void expire(CancellableCall call, CompletableFuture<?> result, Duration limit) {
    result.completeExceptionally(
        new TimeoutException("no answer within " + limit.toMillis() + " ms"));
    call.cancel();
  }
}
