package io.outrigger.runtime.component;

import io.outrigger.runtime.config.InstanceConfig;
import io.outrigger.spi.Call;
import io.outrigger.spi.Component;
import io.outrigger.spi.Health;
import io.outrigger.spi.Meters;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
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
 *
 * <p>An instance whose start has not ended at its time limit is down, and the start is interrupted.
 * It is not repeated before it has ended, since of two starts at once one would leave its client
 * behind. If it succeeds after all the instance is up; if the instance has been closed in the
 * meantime it is closed once more.
 */
final class InstanceRunner {

  private static final Logger log = LoggerFactory.getLogger(InstanceRunner.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);
  private static final Duration HEALTH_LIMIT = Duration.ofSeconds(2);
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

  /** How many life-cycle calls may hang before the instance is not asked for its health. */
  private static final int HUNG_LIMIT = 8;

  private final InstanceConfig config;
  private final HostServices services;
  private final Duration startLimit;
  private final InstanceMaker maker;
  private final InstanceContext context;
  private final Standing standing;
  private final Runnable changed;
  private final Meters.Counter attempts;
  private final Meters.Counter failures;

  /**
   * Makes the instance, if it can be made before its first start.
   *
   * @param peers the instances that it may refer to
   * @throws IllegalArgumentException when its settings contradict each other
   */
  InstanceRunner(
      InstanceConfig config,
      HostServices services,
      Peers peers,
      Duration startLimit,
      Runnable changed) {
    this.config = config;
    this.services = services;
    this.startLimit = startLimit;
    this.changed = changed;
    var gate = new Gate();
    this.standing = new Standing(gate);
    this.maker =
        new InstanceMaker(config, services, peers, gate, () -> standing.down().orElse("starting"));
    this.context = maker.context();
    this.attempts = context.meters().counter("start_attempts", "Attempts to start.");
    this.failures = context.meters().counter("start_failures", "Attempts to start that failed.");
  }

  /** The place of the instance, as services see it. */
  Slot<?> slot() {
    return maker.slot();
  }

  InstanceConfig config() {
    return config;
  }

  /** Kind and name, as people know it. */
  String label() {
    return config.declaration().label();
  }

  /** Why the instance cannot serve; empty when it can. */
  Optional<String> down() {
    return standing.down();
  }

  /** Tries to start; the stage ends with the first try, which may fail. Later tries follow. */
  CompletionStage<Void> start() {
    return attempt(0);
  }

  private CompletionStage<Void> attempt(int failuresBefore) {
    var attempt = new StartAttempt(failuresBefore, startLimit);
    if (!standing.begin(attempt)) {
      return CompletableFuture.failedFuture(wasClosed());
    }
    attempts.add(1);
    var timeout = services.deadlines().after(startLimit.toNanos(), () -> overdue(attempt));
    context
        .lifeCycle()
        .run(attempt.call(), () -> startMade(attempt.call()))
        .thenCompose(stage -> stage)
        .whenComplete((ignored, failure) -> {
          timeout.cancel();
          var shown = failure == null ? null : maker.mask().masked(Failures.unwrap(failure));
          ended(attempt, shown);
          end(attempt.answer(), null, shown);
        });
    return attempt.answer();
  }

  private CompletionStage<Void> startMade(Call call) throws InterruptedException {
    var made = maker.made(call);
    return standing.isClosed() ? CompletableFuture.failedFuture(wasClosed()) : made.start();
  }

  private void overdue(StartAttempt attempt) {
    var failure = noAnswerWithin(startLimit);
    if (!standing.overdue(attempt, Failures.message(failure))) {
      return;
    }
    log.warn(
        "component={} event=start_overdue tries={} cause={}",
        label(),
        attempt.number(),
        Failures.message(failure));
    changed.run();
    attempt.answer().completeExceptionally(failure);
    attempt.call().expire();
  }

  private void ended(StartAttempt attempt, @Nullable Throwable failure) {
    var reason = failure == null ? "" : Failures.message(Failures.unwrap(failure));
    var open = failure == null ? standing.succeeded(attempt) : standing.failed(attempt, reason);
    if (!open) {
      closeAgain();
      return;
    }
    if (failure == null) {
      logStart(attempt);
    } else {
      tryAgain(attempt, reason);
    }
    changed.run();
  }

  private void logStart(StartAttempt attempt) {
    log.debug("component={} event=started tries={}", label(), attempt.number());
    if (attempt.failuresBefore() > 0 || attempt.isOverdue()) {
      log.info("component={} event=recovered tries={}", label(), attempt.number());
    }
  }

  private void tryAgain(StartAttempt attempt, String reason) {
    failures.add(1);
    var pause = pause(attempt.failuresBefore());
    log.warn(
        "component={} event=start_failed tries={} next_try_ms={} cause={}",
        label(),
        attempt.number(),
        TimeUnit.NANOSECONDS.toMillis(pause),
        reason);
    services.deadlines().after(pause, () -> attempt(attempt.number()));
  }

  /** Doubles with each failure up to a bound; a fifth of it is chance, so that sidecars spread. */
  private static long pause(int failures) {
    var nanos = FIRST_PAUSE.toNanos() << Math.min(failures, 10);
    var bounded = Math.min(nanos, LONGEST_PAUSE.toNanos());
    return bounded - ThreadLocalRandom.current().nextLong(bounded / 5);
  }

  /** Asks the instance how it is, when it has started. */
  void checkHealth() {
    if (!standing.isWatched() || context.lifeCycle().running() >= HUNG_LIMIT) {
      return;
    }
    bounded(HEALTH_LIMIT, this::health)
        .whenComplete((health, failure) ->
            healthIs(
                failure == null
                    ? health
                    : Health.down(Failures.message(Failures.unwrap(failure)))));
  }

  private CompletionStage<Health> health() {
    return maker
        .component()
        .map(Component::health)
        .orElseGet(() -> CompletableFuture.completedFuture(Health.up()));
  }

  private CompletionStage<Void> closeComponent() {
    return maker
        .component()
        .map(Component::close)
        .orElseGet(() -> CompletableFuture.completedFuture(null));
  }

  private void healthIs(Health health) {
    var detail = maker.mask().masked(health.detail());
    if (!standing.healthIs(health.isUp() ? health : Health.down(detail))) {
      return;
    }
    log.warn("component={} event={} detail={}", label(), health.isUp() ? "up" : "down", detail);
    changed.run();
  }

  /** Closes the instance; the stage never fails. */
  CompletionStage<Void> close() {
    standing.close().ifPresent(InstanceRunner::interrupt);
    context.close();
    return bounded(CLOSE_LIMIT, this::closeComponent).handle(this::closed);
  }

  private static void interrupt(StartAttempt attempt) {
    attempt.answer().completeExceptionally(wasClosed());
    attempt.call().cancel();
  }

  private static CancellationException wasClosed() {
    return new CancellationException("it has been closed");
  }

  /** Releases what a start has opened that ended after the closing; the timer may be gone. */
  private void closeAgain() {
    context.close();
    var _ =
        context
            .lifeCycle()
            .run(CancellableCall.within(CLOSE_LIMIT), this::closeComponent)
            .thenCompose(stage -> stage)
            .handle(this::closed);
  }

  private @Nullable Void closed(@Nullable Void ignored, @Nullable Throwable failure) {
    if (failure != null) {
      log.warn(
          "component={} event=close_failed cause={}",
          label(),
          maker.mask().masked(Failures.message(Failures.unwrap(failure))));
    }
    return null;
  }

  /** Calls the component off this thread, since one that breaks its contract could block it. */
  private <T> CompletionStage<T> bounded(Duration limit, Callable<CompletionStage<T>> work) {
    var call = CancellableCall.within(limit);
    var result = new CompletableFuture<T>();
    var timeout = services.deadlines().after(limit.toNanos(), () -> expire(call, result, limit));
    context
        .lifeCycle()
        .run(call, work)
        .thenCompose(stage -> stage)
        .whenComplete((value, failure) -> {
          timeout.cancel();
          call.end();
          end(result, value, failure);
        });
    return result;
  }

  private static <T> void end(
      CompletableFuture<T> result, @Nullable T value, @Nullable Throwable failure) {
    if (failure == null) {
      result.complete(value);
    } else {
      result.completeExceptionally(failure);
    }
  }

  private static void expire(CancellableCall call, CompletableFuture<?> result, Duration limit) {
    result.completeExceptionally(noAnswerWithin(limit));
    call.expire();
  }

  private static TimeoutException noAnswerWithin(Duration limit) {
    return new TimeoutException("no answer within " + limit.toMillis() + " ms");
  }
}
