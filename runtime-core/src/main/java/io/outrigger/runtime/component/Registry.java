package io.outrigger.runtime.component;

import io.outrigger.runtime.config.AbsentInstance;
import io.outrigger.spi.Component;
import io.outrigger.spi.Kind;
import java.util.List;

/** Which instances there are. Immutable, for many threads. */
public final class Registry {

  private final List<Slot<?>> slots;
  private final List<AbsentInstance> absent;

  /** A registry of these instances, and of what is configured but not installed. */
  Registry(List<Slot<?>> slots, List<AbsentInstance> absent) {
    this.slots = List.copyOf(slots);
    this.absent = List.copyOf(absent);
  }

  /** A registry of these instances. */
  public static Registry of(List<? extends Instance<?>> instances) {
    return new Registry(instances.stream().<Slot<?>>map(Slot::of).toList(), List.of());
  }

  /** The instances of a kind in the order of the config; none when it is not configured. */
  @SuppressWarnings("unchecked") // A slot of the kind C is a Slot<C>.
  public <C extends Component> List<Slot<C>> of(Kind<C> kind) {
    return slots.stream()
        .filter(slot -> slot.kind().equals(kind))
        .map(slot -> (Slot<C>) slot)
        .toList();
  }

  /** The instances of a kind whose type is not installed. */
  public List<AbsentInstance> absent(Kind<?> kind) {
    return absent.stream().filter(one -> one.declaration().kind().equals(kind)).toList();
  }
}
