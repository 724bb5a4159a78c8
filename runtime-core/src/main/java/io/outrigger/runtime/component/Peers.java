package io.outrigger.runtime.component;

import io.outrigger.runtime.config.ComponentReference;
import io.outrigger.runtime.config.InstanceConfig;
import io.outrigger.runtime.config.References;
import io.outrigger.spi.Component;
import io.outrigger.spi.Kind;
import io.outrigger.spi.secret.SecretStore;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The instances that an instance may refer to: those before it in {@link #startOrder}. Not for
 * several threads while it grows.
 */
final class Peers {

  private final List<Slot<?>> slots = new ArrayList<>();

  /** The instances in an order in which none stands before what it refers to. */
  static List<InstanceConfig> startOrder(List<InstanceConfig> configs) {
    Set<InstanceConfig> ordered = new LinkedHashSet<>();
    configs.forEach(config -> visit(config, configs, ordered, new LinkedHashSet<>()));
    return List.copyOf(ordered);
  }

  private static void visit(
      InstanceConfig config,
      List<InstanceConfig> all,
      Set<InstanceConfig> ordered,
      Set<InstanceConfig> path) {
    if (path.add(config)) {
      all.stream()
          .filter(other -> refersTo(config.references(), other.kind(), other.name()))
          .forEach(other -> visit(other, all, ordered, path));
      ordered.add(config);
    }
  }

  /** Whether one of the references leads to the instance {@code name}. */
  static boolean refersTo(References references, Kind<?> kind, String name) {
    return Stream.concat(
            references.secrets().stream()
                .map(secret -> kind.equals(SecretStore.KIND) && secret.store().equals(name)),
            references.components().stream()
                .map(component -> component.kind().equals(kind) && component.name().equals(name)))
        .anyMatch(Boolean::booleanValue);
  }

  void add(Slot<?> slot) {
    slots.add(slot);
  }

  /** The secret stores so far. */
  SecretLookup secrets() {
    return new SecretLookup(slots(SecretStore.KIND, slot -> true));
  }

  /** The place that a reference leads to. */
  Optional<Slot<?>> find(ComponentReference reference) {
    return slots.stream()
        .filter(slot -> slot.kind().equals(reference.kind()))
        .filter(slot -> slot.name().equals(reference.name()))
        .findFirst();
  }

  @SuppressWarnings("unchecked") // A slot of the kind C is a Slot<C>.
  private <C extends Component> List<Slot<C>> slots(Kind<C> kind, Predicate<Slot<?>> filter) {
    return slots.stream()
        .filter(slot -> slot.kind().equals(kind))
        .filter(filter)
        .map(slot -> (Slot<C>) slot)
        .toList();
  }
}
