package io.outrigger.runtime.config;

import io.outrigger.spi.ComponentDescriptor;
import io.outrigger.spi.Kind;
import java.util.List;
import java.util.Optional;

/**
 * What a config can name: the kinds and component types of this installation. Only to give out a
 * kind or a component type may load classes of a vendor, and those of no other one.
 */
public interface InstalledComponents {

  /** The kind that the section {@code name} declares instances of. */
  Optional<Kind<?>> kind(String name);

  /**
   * The component type of {@code kind} whose type or alias is {@code type}.
   *
   * @throws UnusableTypeException when it is installed and cannot be used
   */
  Optional<ComponentDescriptor<?, ?>> descriptor(Kind<?> kind, String type);

  /** The names of all kinds, in the order in which a message lists them; loads nothing. */
  List<String> kindNames();

  /**
   * The types of {@code kind} without their aliases, in the order in which a message lists them;
   * loads nothing.
   */
  List<String> types(Kind<?> kind);
}
