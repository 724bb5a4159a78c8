package io.outrigger.spi;

import java.util.Map;
import java.util.function.Function;

/**
 * How several components of one instance become one, for a kind whose instances may have several.
 * In the config they are an array of objects in {@code metadata}: each is bound to a settings
 * record of its own, and makes a component of its own.
 *
 * <p>Types whose settings implement {@code settings} take part, also where an instance has one
 * component; a combined component has the abilities of the kind's interface and no more.
 *
 * @param settings what the settings records implement
 * @param key the setting that tells the components of an instance apart, by which a request chooses
 *     one in its metadata
 * @param name the value of that setting
 * @param combined one component of those of an instance, which are not yet started, by their names
 *     in the order of the config
 * @param <C> the interface of the kind
 * @param <P> the interface of the settings
 */
public record Combination<C extends Component, P>(
    Class<P> settings, String key, Function<P, String> name, Function<Map<String, C>, C> combined) {

  /** The name of the component that {@code record}, which implements the interface, is for. */
  public String nameOf(Record record) {
    return name.apply(settings.cast(record));
  }
}
