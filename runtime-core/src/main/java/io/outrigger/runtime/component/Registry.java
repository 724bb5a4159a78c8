package io.outrigger.runtime.component;

import io.outrigger.spi.Component;
import io.outrigger.spi.Kind;
import java.util.List;

/** Which instances there are. Immutable, for many threads. */
public final class Registry {

  private final List<Instance<?>> instances;

  /** A registry of these instances. */
  public Registry(List<Instance<?>> instances) {
    this.instances = List.copyOf(instances);
  }

  /** The instances of a kind in the order of the config; none when it is not configured. */
  public <C extends Component> List<Instance<C>> of(Kind<C> kind) {
    return instances.stream()
        .filter(instance -> instance.kind().equals(kind))
        .map(instance -> typed(kind, instance))
        .toList();
  }

  private static <C extends Component> Instance<C> typed(Kind<C> kind, Instance<?> instance) {
    return new Instance<>(
        kind,
        instance.name(),
        instance.type(),
        instance.kindSettings(),
        kind.type().cast(instance.component()),
        instance.streams());
  }
}
