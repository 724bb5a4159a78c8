package io.outrigger.runtime.service;

import io.outrigger.runtime.component.Instance;
import io.outrigger.runtime.service.ServiceException.Reason;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The instances of one building block by name. Immutable.
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

  private final Words words;
  private final Map<String, T> byName;

  private Instances(Words words, Map<String, T> byName) {
    this.words = words;
    this.byName = byName;
  }

  /** Keeps of each instance what {@code entry} makes of it. */
  static <T, I extends Instance<?>> Instances<T> of(
      Words words, List<I> instances, Function<I, T> entry) {
    return new Instances<>(
        words, instances.stream().collect(Collectors.toUnmodifiableMap(Instance::name, entry)));
  }

  /**
   * The instance of this name.
   *
   * @throws ServiceException when there is none of the kind, or none of this name
   */
  T get(String name) {
    var entry = byName.get(name);
    if (entry != null) {
      return entry;
    }
    requireAny();
    throw new ServiceException(Reason.UNKNOWN_INSTANCE, words.unknown().formatted(name));
  }

  /**
   * Refuses a building block without instances.
   *
   * @throws ServiceException when there is none of the kind
   */
  void requireAny() {
    if (byName.isEmpty()) {
      throw new ServiceException(Reason.NOT_CONFIGURED, words.notConfigured());
    }
  }
}
