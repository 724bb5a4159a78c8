package io.outrigger.runtime.component;

import io.outrigger.runtime.config.ConfigException;
import io.outrigger.runtime.config.InstanceConfig;
import io.outrigger.runtime.config.OnStartFailure;
import io.outrigger.runtime.config.Problem;
import io.outrigger.runtime.config.RuntimeConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Holds all instances of a sidecar: makes them, starts them side by side, asks them for their
 * health every ten seconds, and closes them in reverse. Safe for use by many threads.
 */
public final class ComponentHost {

  private static final Duration HEALTH_PERIOD = Duration.ofSeconds(10);

  private final HostServices services;
  private final List<InstanceRunner> runners;
  private final Registry registry;

  /** Makes the telling of changes one after the other: what is told last is how things are. */
  private final ReentrantLock telling = new ReentrantLock();

  /** Guarded by {@link #telling}. */
  private Consumer<List<DownInstance>> listener = down -> {};

  /**
   * Makes the instances of a config; nothing is started.
   *
   * @param file the name of the config, for messages
   * @throws ConfigException when settings contradict each other, with the problems of all instances
   */
  public ComponentHost(String file, RuntimeConfig config, HostServices services) {
    this.services = services;
    this.runners = runners(file, config);
    this.registry = new Registry(slots(config.instances()), config.components().absent());
  }

  /** In the order in which none stands before what it refers to. */
  private List<InstanceRunner> runners(String file, RuntimeConfig config) {
    var made = new ArrayList<InstanceRunner>();
    var peers = new Peers();
    var problems = new ArrayList<Problem>();
    for (var instance : Peers.startOrder(config.instances())) {
      try {
        var limit = config.app().startTimeout();
        var runner = new InstanceRunner(instance, services, peers, limit, this::changed);
        peers.add(runner.slot());
        made.add(runner);
      } catch (IllegalArgumentException e) {
        problems.add(problem(instance, e));
      }
    }
    if (!problems.isEmpty()) {
      throw new ConfigException(file, problems, config.warnings());
    }
    return List.copyOf(made);
  }

  /** In the order of the config. */
  private List<Slot<?>> slots(List<InstanceConfig> configs) {
    var byLabel = new HashMap<String, Slot<?>>();
    runners.forEach(runner -> byLabel.put(runner.label(), runner.slot()));
    return configs.stream().<Slot<?>>map(c -> byLabel.get(c.declaration().label())).toList();
  }

  private static Problem problem(InstanceConfig instance, IllegalArgumentException e) {
    return Problem.at(
        instance.declaration().pointer(),
        instance.declaration().position(),
        Failures.message(e),
        "");
  }

  /** The instances, started or not: a call to one that is not answers UNAVAILABLE. */
  public Registry registry() {
    return registry;
  }

  /** The instances that cannot serve now. */
  public List<DownInstance> down() {
    return runners.stream()
        .flatMap(runner ->
            runner.down().stream()
                .map(reason ->
                    new DownInstance(
                        runner.config().kind().name(), runner.config().name(), reason)))
        .toList();
  }

  /**
   * Tells {@code listener} which instances are down: now, before this method returns, and whenever
   * that changes. It is called by one thread at a time, and must be short.
   */
  public void onChange(Consumer<List<DownInstance>> listener) {
    telling.lock();
    try {
      this.listener = listener;
      listener.accept(down());
    } finally {
      telling.unlock();
    }
  }

  /**
   * Starts every instance, none before the first try of what it refers to. The stage ends when each
   * has had its first try; it fails with {@link StartFailedException} when one failed whose config
   * says {@code "on_start_failure": "exit"}.
   */
  public CompletionStage<Void> start() {
    var tries = new LinkedHashMap<String, CompletableFuture<Void>>();
    for (var runner : runners) {
      var before =
          Peers.referred(runner.config()).stream()
              .map(tries::get)
              .filter(Objects::nonNull)
              .toArray(CompletableFuture<?>[]::new);
      var ready = CompletableFuture.allOf(before).<Void>handle((ignored, failure) -> null);
      tries.put(runner.label(), ready.thenCompose(ignored -> firstTry(runner)));
    }
    services.deadlines().every(HEALTH_PERIOD, () -> runners.forEach(InstanceRunner::checkHealth));
    return CompletableFuture.allOf(tries.values().toArray(CompletableFuture<?>[]::new));
  }

  private static CompletableFuture<Void> firstTry(InstanceRunner runner) {
    return runner
        .start()
        .<Void>handle((ignored, failure) -> {
          if (failure != null && runner.config().common().onStartFailure() == OnStartFailure.EXIT) {
            throw new StartFailedException(
                runner.label() + " did not start: " + Failures.message(Failures.unwrap(failure)),
                failure);
          }
          return null;
        })
        .toCompletableFuture();
  }

  /** Closes every instance, none before those that refer to it; the stage never fails. */
  public CompletionStage<Void> close() {
    CompletionStage<Void> closed = CompletableFuture.completedFuture(null);
    for (var runner : runners.reversed()) {
      closed = closed.thenCompose(ignored -> runner.close());
    }
    return closed;
  }

  private void changed() {
    telling.lock();
    try {
      listener.accept(down());
    } finally {
      telling.unlock();
    }
  }
}
