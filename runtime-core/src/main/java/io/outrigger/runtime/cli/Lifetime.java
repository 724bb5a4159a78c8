package io.outrigger.runtime.cli;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From the start of something to its stop, which may be asked for while it is still starting.
 * Started by the thread that makes this object, stopped by another one.
 */
final class Lifetime<S extends AutoCloseable> {

  private static final Logger log = LoggerFactory.getLogger(Lifetime.class);

  /** How long a start that is broken off may take to release what it has made. */
  private static final long RELEASE_SECONDS = 5;

  private final Thread starter = Thread.currentThread();

  /** What was made; empty when the start has failed. */
  private final CompletableFuture<Optional<S>> started = new CompletableFuture<>();

  /** Starts it; {@code start} is interrupted when it is to be stopped before it has started. */
  S start(Supplier<S> start) {
    Optional<S> made = Optional.empty();
    try {
      var it = start.get();
      made = Optional.of(it);
      return it;
    } finally {
      started.complete(made);
    }
  }

  /** Stops it, or breaks its start off; says with which code the process is to end. */
  ExitCode stop() {
    if (!started.isDone()) {
      starter.interrupt();
    }
    try {
      var made = started.get(RELEASE_SECONDS, TimeUnit.SECONDS);
      if (made.isPresent()) {
        made.get().close();
      }
      log.info("event=stopped{}", made.isPresent() ? "" : " while=starting");
    } catch (TimeoutException e) {
      log.warn("event=stopped while=starting released=false");
    } catch (Exception e) {
      log.error("event=stop_failed", e);
      return ExitCode.DEFECT;
    }
    return ExitCode.OK;
  }
}
