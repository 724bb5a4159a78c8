package io.outrigger.client;

import java.util.Map;

/**
 * A secret. Its text never shows a value.
 *
 * @param name its name
 * @param values its values by name; one value stands under the secret's own name
 */
public record Secret(String name, Map<String, String> values) {

  /** A secret. */
  public Secret {
    values = Map.copyOf(values);
  }

  /**
   * The value of a secret that has one.
   *
   * @throws IllegalStateException when it has several
   */
  public String value() {
    var only = values.get(name);
    if (only != null) {
      return only;
    }
    if (values.size() != 1) {
      throw new IllegalStateException(
          "secret " + name + " has the values " + values.keySet() + " (expected: one)");
    }
    return values.values().iterator().next();
  }

  @Override
  public String toString() {
    return "Secret[" + name + "=***]";
  }
}
