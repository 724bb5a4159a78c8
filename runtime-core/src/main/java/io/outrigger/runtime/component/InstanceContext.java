package io.outrigger.runtime.component;

import io.outrigger.runtime.config.Declaration;
import io.outrigger.runtime.json.PlainJson;
import io.outrigger.spi.Bytes;
import io.outrigger.spi.Call;
import io.outrigger.spi.Component;
import io.outrigger.spi.ComponentContext;
import io.outrigger.spi.Kind;
import io.outrigger.spi.Meters;
import io.outrigger.spi.Turn;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** What one instance is given by the host. */
final class InstanceContext implements ComponentContext {

  private final String name;
  private final String label;
  private final HostServices services;
  private final ContextLoader loader;
  private final Meters meters;
  private final BlockingDoor door;
  private final BlockingDoor streams;
  private final LifeCycleDoor lifeCycle;
  private final List<Slot<?>> references;
  private final List<Deadlines.Pending> repeated = new CopyOnWriteArrayList<>();

  /**
   * The context of an instance.
   *
   * @param references the instances that its config refers to
   * @param loader what its threads have as their context class loader
   * @param meters where it counts
   */
  InstanceContext(
      Declaration instance,
      HostServices services,
      List<Slot<?>> references,
      ContextLoader loader,
      Meters meters) {
    this.name = instance.name();
    this.label = instance.label();
    this.meters = meters;
    this.services = services;
    this.loader = loader;
    this.references = List.copyOf(references);
    this.door =
        new BlockingDoor(
            name, services.blockingLimit(), "blocking operations (app.blocking_limit)", loader);
    this.streams =
        new BlockingDoor(name, services.streamLimit(), "streams (app.stream_limit)", loader);
    this.lifeCycle = new LifeCycleDoor(instance, loader);
    meters.gauge("blocking_operations", "Operations that block a thread.", door::taken);
    meters.gauge("streams", "Streams of files.", streams::taken);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String appId() {
    return services.appId();
  }

  @Override
  public InstantSource clock() {
    return services.clock();
  }

  @Override
  public Meters meters() {
    return meters;
  }

  @Override
  public <T> CompletionStage<T> blocking(Call call, Callable<T> work) {
    return lifeCycle.isEntered()
        ? lifeCycle.runWithin(call, work)
        : door.run(call, new Doing(label, call).around(work));
  }

  /** Runs a stream, which may last, so that it takes no place from an operation. */
  <T> CompletionStage<T> streaming(Call call, Callable<T> work) {
    return streams.run(call, new Doing(label, call).around(work));
  }

  /** Where the host starts, asks and closes the instance. */
  LifeCycleDoor lifeCycle() {
    return lifeCycle;
  }

  @Override
  public @Nullable Object json(String source, Bytes utf8) {
    return PlainJson.read(source, utf8);
  }

  @Override
  public Turn turn() {
    return loader.within(services.turns().get());
  }

  @Override
  public <C extends Component> Optional<C> reference(Kind<C> kind) {
    return references.stream()
        .filter(slot -> slot.kind().equals(kind))
        .findFirst()
        .flatMap(Slot::instance)
        .map(instance -> kind.type().cast(instance.component()));
  }

  @Override
  public void every(Duration period, Runnable task) {
    repeated.add(services.deadlines().every(period, loader.around(task)));
  }

  /** Ends what the instance had repeated. */
  void close() {
    repeated.forEach(Deadlines.Pending::cancel);
  }
}
