package io.outrigger.spi;

import java.util.Optional;

/**
 * A building block's component contract, such as "state": a constant on the contract's interface.
 *
 * @param name the section of the config that declares instances of this kind
 * @param type the interface that components of this kind implement
 * @param settings the settings that every instance of this kind has whatever its type; {@link
 *     NoSettings} when there are none
 * @param combination how several components of an instance become one; empty for a kind whose
 *     instances have one each
 * @param <C> the interface
 */
public record Kind<C extends Component>(
    String name,
    Class<C> type,
    Class<? extends Record> settings,
    Optional<Combination<C, ?>> combination) {

  /** The settings of a kind that has none in common. */
  public record NoSettings() {}

  /** A kind whose instances have no settings in common. */
  public static <C extends Component> Kind<C> of(String name, Class<C> type) {
    return of(name, type, NoSettings.class);
  }

  /** A kind whose instances all have the settings of the record {@code settings}. */
  public static <C extends Component> Kind<C> of(
      String name, Class<C> type, Class<? extends Record> settings) {
    return new Kind<>(name, type, settings, Optional.empty());
  }

  /** The same kind, where an instance may have several components. */
  public Kind<C> combining(Combination<C, ?> several) {
    return new Kind<>(name, type, settings, Optional.of(several));
  }

  @Override
  public String toString() {
    return name;
  }
}
