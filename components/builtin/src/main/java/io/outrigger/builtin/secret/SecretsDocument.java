package io.outrigger.builtin.secret;

import io.outrigger.spi.Secret;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The secrets that a JSON document holds. */
final class SecretsDocument {

  private SecretsDocument() {}

  /**
   * The values of each secret, in the order of the document; immutable.
   *
   * @param root the document, as {@link io.outrigger.spi.ComponentContext#json} reads it
   * @throws IllegalArgumentException when it is no object, or a name stands for two values; the
   *     message shows no value
   */
  static Map<String, Map<String, Secret>> secrets(
      @Nullable Object root, LocalFileSecretSettings settings) {
    if (!(root instanceof Map<?, ?> object)) {
      throw new IllegalArgumentException(
          "the document is not an object (expected: an object such as {\"name\": \"value\"})");
    }
    var separator = settings.nestedSeparator();
    return Collections.unmodifiableMap(
        settings.multiValued() ? multiValued(object, separator) : singleValued(object, separator));
  }

  private static Map<String, Map<String, Secret>> singleValued(Map<?, ?> object, String separator) {
    var secrets = new LinkedHashMap<String, Map<String, Secret>>();
    Flattening.of(object, separator)
        .forEach((name, value) -> secrets.put(name, Map.of(name, value)));
    return secrets;
  }

  private static Map<String, Map<String, Secret>> multiValued(Map<?, ?> object, String separator) {
    var secrets = new LinkedHashMap<String, Map<String, Secret>>();
    object.forEach((key, value) -> {
      var name = String.valueOf(key);
      var values = values(name, value, separator);
      if (!values.isEmpty()) {
        secrets.put(name, Collections.unmodifiableMap(values));
      }
    });
    return secrets;
  }

  private static Map<String, Secret> values(String name, @Nullable Object value, String separator) {
    if (!(value instanceof Map || value instanceof List)) {
      return Map.of(name, Flattening.secret(value));
    }
    try {
      return Flattening.of(value, separator);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("secret \"" + name + "\": " + e.getMessage(), e);
    }
  }
}
