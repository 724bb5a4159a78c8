package io.outrigger.runtime.component;

import io.outrigger.spi.Component;
import io.outrigger.spi.Kind;
import java.util.Optional;

/** The kinds of the contract, each a constant {@code KIND} of its interface. */
final class SpiKinds {

  private static final String PACKAGES = Component.class.getPackageName() + ".";

  private SpiKinds() {}

  /** The kind whose interface is {@code contract}; empty when there is none in this version. */
  static Optional<Kind<?>> of(String contract) {
    if (!contract.startsWith(PACKAGES)) {
      return Optional.empty();
    }
    try {
      var type = Class.forName(contract, true, Component.class.getClassLoader());
      return type.getField("KIND").get(null) instanceof Kind<?> kind
          ? Optional.of(kind)
          : Optional.empty();
    } catch (ReflectiveOperationException e) {
      return Optional.empty();
    }
  }
}
