package io.outrigger.spi;

import java.util.List;
import java.util.Optional;

/**
 * One component type: what a config names to get an instance.
 *
 * @param kind the contract that its instances implement
 * @param type the value of the config's {@code type} key
 * @param aliases other values of that key that mean the same type
 * @param settings the record that the instance's config is bound to
 * @param factory makes an instance
 * @param <C> the contract's interface
 * @param <S> the settings record
 */
public record ComponentDescriptor<C extends Component, S extends Record>(
    Kind<C> kind, String type, List<String> aliases, Class<S> settings, Factory<C, S> factory) {

  /** Copies the aliases. */
  public ComponentDescriptor {
    aliases = List.copyOf(aliases);
  }

  /** A component type without aliases. */
  public static <C extends Component, S extends Record> ComponentDescriptor<C, S> of(
      Kind<C> kind, String type, Class<S> settings, Factory<C, S> factory) {
    return new ComponentDescriptor<>(kind, type, List.of(), settings, factory);
  }

  /** The same component type, known by more names. */
  public ComponentDescriptor<C, S> withAliases(String... names) {
    return new ComponentDescriptor<>(kind, type, List.of(names), settings, factory);
  }

  /** How several components of an instance become one; empty when an instance has one. */
  public Optional<Combination<C, ?>> combination() {
    return kind.combination().filter(several -> several.settings().isAssignableFrom(settings));
  }

  /** Makes an instance, without any I/O. */
  @FunctionalInterface
  public interface Factory<C extends Component, S extends Record> {

    /**
     * Makes an instance.
     *
     * @throws IllegalArgumentException when the settings contradict each other; the message is
     *     shown to the user as a problem of the config
     */
    C create(S settings, ComponentContext context);
  }
}
