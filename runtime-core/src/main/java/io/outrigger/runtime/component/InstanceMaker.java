package io.outrigger.runtime.component;

import io.outrigger.runtime.config.InstanceConfig;
import io.outrigger.runtime.config.SecretReference;
import io.outrigger.spi.Call;
import io.outrigger.spi.Component;
import io.outrigger.spi.Kind;
import io.outrigger.spi.Secret;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes the component of one instance: at once, unless its settings need secrets or it refers to an
 * instance that has not been made. Safe for use by many threads, of which only one may be making.
 */
final class InstanceMaker {

  private final InstanceConfig config;
  private final HostServices services;
  private final ContextLoader loader;
  private final ComponentTelemetry.OfInstance telemetry;
  private final InstanceContext context;
  private final Gate gate;
  private final Slot<?> slot;
  private final SecretLookup secrets;
  private final List<Slot<?>> references;

  private volatile SecretMask mask = SecretMask.NONE;
  private volatile @Nullable Component component;

  /**
   * Makes the component if it can be made at once.
   *
   * @param whyEmpty says why there is none, as long as there is none
   * @throws IllegalArgumentException when its settings contradict each other
   * @throws CatalogException when the directory that it comes from lacks a class
   */
  InstanceMaker(
      InstanceConfig config,
      HostServices services,
      Peers peers,
      Gate gate,
      Supplier<String> whyEmpty) {
    this.config = config;
    this.services = services;
    this.gate = gate;
    this.slot = slot(config.kind(), config.name(), whyEmpty);
    this.secrets = peers.secrets();
    this.references =
        config.references().components().stream()
            .map(peers::find)
            .<Slot<?>>flatMap(Optional::stream)
            .toList();
    this.loader = ContextLoader.of(config.descriptor().factory());
    this.telemetry =
        services.telemetry().of(config.kind().name(), config.name(), config.descriptor().type());
    this.context =
        new InstanceContext(config.declaration(), services, references, loader, telemetry.meters());
    if (config.references().secrets().isEmpty() && canRefer()) {
      make(Map.of());
    }
  }

  private static <C extends Component> Slot<C> slot(
      Kind<C> kind, String name, Supplier<String> whyEmpty) {
    return new Slot<>(kind, name, whyEmpty);
  }

  private boolean canRefer() {
    return references.stream().allMatch(other -> other.instance().isPresent());
  }

  /** The place of the instance. */
  Slot<?> slot() {
    return slot;
  }

  InstanceContext context() {
    return context;
  }

  /** The component, if it has been made. */
  Optional<Component> component() {
    return Optional.ofNullable(component);
  }

  /** What keeps the instance's secrets out of messages. */
  SecretMask mask() {
    return mask;
  }

  /**
   * The component, made now if it has not been; blocks its thread.
   *
   * @throws io.outrigger.spi.ComponentException when a secret cannot be read, or an instance that
   *     this one refers to is not there
   * @throws IllegalArgumentException when a secret's value is not right
   */
  Component made(Call call) throws InterruptedException {
    var made = component;
    if (made != null) {
      return made;
    }
    for (var other : references) {
      if (other.instance().isEmpty()) {
        throw other.refusal();
      }
    }
    return make(secrets.values(config.references().secrets(), call));
  }

  private Component make(Map<SecretReference, Secret> values) {
    var settings = config.parts().stream().map(part -> part.with(values)).toList();
    mask = SecretMask.of(settings, values.values());
    var maker = new PartsMaker<>(config.descriptor(), context);
    var made = created(() -> loader.make(() -> maker.make(settings)));
    var target = new Guard.Target(config.declaration().label(), made, loader, operations(made));
    var guard = new Guard(target, services.deadlines(), gate, mask);
    fill(slot, guard);
    component = made;
    return made;
  }

  private Operations operations(Component made) {
    return new Operations(
        config.kind().name(), config.name(), config.descriptor().type(), made::peer, telemetry);
  }

  /** The component, or what its factory has thrown, without the instance's secrets. */
  private <C> C created(Supplier<C> work) {
    try {
      return work.get();
    } catch (IllegalArgumentException e) {
      var message = mask.masked(Failures.message(e));
      throw mask.shows(e) ? new IllegalArgumentException(message) : e;
    } catch (RuntimeException e) {
      throw mask.shows(e) ? mask.masked(Failures.translate(e)) : e;
    }
  }

  private <C extends Component> void fill(Slot<C> place, Guard guard) {
    place.fill(
        new Instance<>(
            place.kind(),
            config.name(),
            config.descriptor().type(),
            config.common().settings(),
            place.kind().type().cast(guard.proxy()),
            context::streaming,
            context.meters()));
  }
}
