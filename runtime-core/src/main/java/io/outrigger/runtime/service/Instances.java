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

  private final String block;
  private final Map<String, T> byName;

  private Instances(String block, Map<String, T> byName) {
    this.block = block;
    this.byName = byName;
  }

  /** Keeps of each instance what {@code entry} makes of it; {@code block} names it in messages. */
  static <T, I extends Instance<?>> Instances<T> of(
      String block, List<I> instances, Function<I, T> entry) {
    return new Instances<>(
        block, instances.stream().collect(Collectors.toUnmodifiableMap(Instance::name, entry)));
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
    if (byName.isEmpty()) {
      throw new ServiceException(Reason.NOT_CONFIGURED, block + " is not configured");
    }
    throw new ServiceException(
        Reason.UNKNOWN_INSTANCE, "%s %s is not found".formatted(block, name));
  }
}
