package io.outrigger.runtime.service;

import io.outrigger.runtime.component.Instance;
import io.outrigger.runtime.component.Registry;
import io.outrigger.runtime.component.Slot;
import io.outrigger.runtime.config.AbsentInstance;
import io.outrigger.runtime.service.ServiceException.Reason;
import io.outrigger.spi.Component;
import io.outrigger.spi.Kind;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The instances of one building block by name. Safe for use by many threads.
 *
 * @param <T> what the service keeps of an instance
 */
final class Instances<T> {

  /**
   * What callers are told.
   *
   * @param notConfigured when there is no instance at all
   * @param unknown when there is none of a name, with {@code %s} in its place
   */
  record Words(String notConfigured, String unknown) {}

  /** What is kept of an instance, as soon as it is there. */
  private static final class Entry<T> {

    private final Slot<?> slot;
    private volatile @Nullable T value;

    <C extends Component> Entry(Slot<C> slot, Function<Instance<C>, T> entry) {
      this.slot = slot;
      slot.whenFilled(instance -> value = entry.apply(instance));
    }
  }

  private final Words words;
  private final Map<String, Entry<T>> byName = new HashMap<>();

  /** The types of those that are configured but not installed. */
  private final Map<String, String> absent;

  private <C extends Component> Instances(
      Words words, Registry registry, Kind<C> kind, Function<Instance<C>, T> entry) {
    this.words = words;
    registry.of(kind).forEach(slot -> byName.put(slot.name(), new Entry<>(slot, entry)));
    this.absent =
        registry.absent(kind).stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    one -> one.declaration().name(), AbsentInstance::type));
  }

  /** Keeps of each instance of {@code kind} what {@code entry} makes of it. */
  static <T, C extends Component> Instances<T> of(
      Words words, Registry registry, Kind<C> kind, Function<Instance<C>, T> entry) {
    return new Instances<>(words, registry, kind, entry);
  }

  /**
   * The instance of this name.
   *
   * @throws ServiceException when there is none of the kind, or none of this name, or its type is
   *     not installed
   * @throws io.outrigger.spi.ComponentException when it has not been made yet
   */
  T get(String name) {
    var entry = byName.get(name);
    if (entry != null) {
      var value = entry.value;
      if (value == null) {
        throw entry.slot.refusal();
      }
      return value;
    }
    requireAny();
    var type = absent.get(name);
    if (type != null) {
      throw new ServiceException(
          Reason.NOT_INSTALLED, "%s is of type %s, which is not installed".formatted(name, type));
    }
    throw new ServiceException(Reason.UNKNOWN_INSTANCE, words.unknown().formatted(name));
  }

  /**
   * Refuses a building block without instances.
   *
   * @throws ServiceException when there is none of the kind
   */
  void requireAny() {
    if (byName.isEmpty() && absent.isEmpty()) {
      throw new ServiceException(Reason.NOT_CONFIGURED, words.notConfigured());
    }
  }
}
