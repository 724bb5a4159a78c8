package io.outrigger.runtime.component;

import io.outrigger.spi.Combination;
import io.outrigger.spi.Component;
import io.outrigger.spi.ComponentContext;
import io.outrigger.spi.ComponentDescriptor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes the component of an instance, out of several where its type has them. Immutable.
 *
 * @param context what each of them is given
 */
record PartsMaker<C extends Component, S extends Record>(
    ComponentDescriptor<C, S> descriptor, ComponentContext context) {

  /**
   * The component of an instance with these settings, one for each part.
   *
   * @throws IllegalArgumentException when settings contradict each other, or two parts are the same
   */
  C make(List<Record> settings) {
    var typed = settings.stream().map(descriptor.settings()::cast).toList();
    return descriptor
        .combination()
        .map(several -> combined(several, typed))
        .orElseGet(() -> create(typed.getFirst()));
  }

  private C combined(Combination<C, ?> several, List<S> settings) {
    var parts = new LinkedHashMap<String, C>();
    try {
      for (var one : settings) {
        add(several.nameOf(one), one, several, parts);
      }
      return several.combined().apply(parts);
    } catch (RuntimeException e) {
      parts.values().forEach(Component::close);
      throw e;
    }
  }

  private void add(String name, S settings, Combination<C, ?> several, Map<String, C> parts) {
    if (parts.containsKey(name)) {
      throw new IllegalArgumentException(
          "two objects of metadata have the same \"" + several.key() + "\"");
    }
    parts.put(name, create(settings));
  }

  private C create(S settings) {
    return descriptor.factory().create(settings, context);
  }
}
