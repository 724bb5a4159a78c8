package io.outrigger.builtin.secret;

import io.outrigger.spi.Secret;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Collects the scalars of a JSON document under names: the keys and array indexes on the way to
 * each, joined by a separator. For one use by one thread.
 */
final class Flattening {

  /** JSON numbers are at most that long, so one with more decimals was written with an exponent. */
  private static final int MAX_DECIMALS = 1000;

  private final String separator;
  private final Map<String, Secret> values = new LinkedHashMap<>();

  private Flattening(String separator) {
    this.separator = separator;
  }

  /**
   * The scalars below an object or array by name; what is a scalar itself has none.
   *
   * @throws IllegalArgumentException when two have one name; the message shows the name only
   */
  static Map<String, Secret> of(@Nullable Object container, String separator) {
    var flattening = new Flattening(separator);
    flattening.addBelow("", container);
    return flattening.values;
  }

  /**
   * A scalar as text: {@code null} is empty, and a number is as it was written unless it has an
   * exponent, which may then look different.
   */
  static Secret secret(@Nullable Object scalar) {
    return Secret.of(
        switch (scalar) {
          case null -> "";
          case BigDecimal number -> text(number);
          default -> scalar.toString();
        });
  }

  private static String text(BigDecimal number) {
    return number.scale() >= 0 && number.scale() <= MAX_DECIMALS
        ? number.toPlainString()
        : number.toString();
  }

  private void addBelow(String prefix, @Nullable Object container) {
    if (container instanceof Map<?, ?> object) {
      object.forEach((key, value) -> add(prefix + key, value));
    }
    if (container instanceof List<?> array) {
      for (int i = 0; i < array.size(); i++) {
        add(prefix + i, array.get(i));
      }
    }
  }

  private void add(String name, @Nullable Object value) {
    if (value instanceof Map || value instanceof List) {
      addBelow(name + separator, value);
      return;
    }
    if (values.putIfAbsent(name, secret(value)) != null) {
      throw new IllegalArgumentException(
          "the name \"" + name + "\" stands for two values (expected: one)");
    }
  }
}
