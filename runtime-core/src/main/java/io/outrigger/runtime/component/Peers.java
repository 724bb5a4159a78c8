package io.outrigger.runtime.component;

import io.outrigger.runtime.config.ComponentReference;
import io.outrigger.runtime.config.InstanceConfig;
import io.outrigger.spi.Component;
import io.outrigger.spi.Kind;
import io.outrigger.spi.secret.SecretStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The instances that an instance may refer to: those before it in {@link #startOrder}. Not for
 * several threads while it grows.
 */
final class Peers {

  private final Map<String, Slot<?>> slots = new LinkedHashMap<>();

  /** The instances in an order in which none stands before what it refers to. */
  static List<InstanceConfig> startOrder(List<InstanceConfig> configs) {
    var byLabel = new LinkedHashMap<String, InstanceConfig>();
    configs.forEach(config -> byLabel.put(config.declaration().label(), config));
    var ordered = new LinkedHashMap<String, InstanceConfig>();
    configs.forEach(config -> visit(config, byLabel, ordered));
    return List.copyOf(ordered.values());
  }

  /** References neither lead back nor nest deeply: the reader has seen to it. */
  private static void visit(
      InstanceConfig config, Map<String, InstanceConfig> all, Map<String, InstanceConfig> ordered) {
    var label = config.declaration().label();
    if (ordered.containsKey(label)) {
      return;
    }
    for (var reference : referred(config)) {
      Optional.ofNullable(all.get(reference)).ifPresent(other -> visit(other, all, ordered));
    }
    ordered.put(label, config);
  }

  /** The labels of the instances that {@code config} refers to. */
  static List<String> referred(InstanceConfig config) {
    return Stream.concat(
            config.references().secrets().stream()
                .map(secret -> label(SecretStore.KIND, secret.store())),
            config.references().components().stream()
                .map(component -> label(component.kind(), component.name())))
        .distinct()
        .toList();
  }

  private static String label(Kind<?> kind, String name) {
    return kind.name() + " \"" + name + "\"";
  }

  void add(Slot<?> slot) {
    slots.put(label(slot.kind(), slot.name()), slot);
  }

  /** The secret stores so far. */
  SecretLookup secrets() {
    return new SecretLookup(of(SecretStore.KIND));
  }

  /** The place that a reference leads to. */
  Optional<Slot<?>> find(ComponentReference reference) {
    return Optional.ofNullable(slots.get(label(reference.kind(), reference.name())));
  }

  @SuppressWarnings("unchecked") // A slot of the kind C is a Slot<C>.
  private <C extends Component> List<Slot<C>> of(Kind<C> kind) {
    var found = new ArrayList<Slot<C>>();
    for (var slot : slots.values()) {
      if (slot.kind().equals(kind)) {
        found.add((Slot<C>) slot);
      }
    }
    return found;
  }
}
