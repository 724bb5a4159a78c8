package io.outrigger.runtime.config;

import io.outrigger.runtime.json.Json;
import java.util.Optional;

/** How a form of the config is read where the forms differ. */
enum Dialect {
  /** The form whose root is {@code app}, {@code server} and {@code components}. */
  SHORT(KeyMatching.EXACT) {
    @Override
    Optional<String> deadKey(String kind, String key) {
      return Optional.empty();
    }

    @Override
    boolean knowsType(String kind, String type) {
      return false;
    }

    @Override
    Optional<String> kind(String section) {
      return Optional.of(section);
    }

    @Override
    boolean isAbsent(Json value) {
      return false;
    }

    @Override
    boolean isAbsentType(Json value) {
      return false;
    }
  },
  /** A config of MOSN with Layotto's in it. */
  MOSN(KeyMatching.IGNORE_CASE) {
    @Override
    Optional<String> deadKey(String kind, String key) {
      return MosnNames.deadKey(kind, key);
    }

    @Override
    boolean knowsType(String kind, String type) {
      return MosnNames.knowsType(kind, type);
    }

    @Override
    Optional<String> kind(String section) {
      return MosnNames.kind(section);
    }

    @Override
    boolean isAbsent(Json value) {
      return value instanceof Json.Null;
    }

    @Override
    boolean isAbsentType(Json value) {
      return value instanceof Json.Text text && text.value().isEmpty();
    }
  };

  private final KeyMatching keys;

  Dialect(KeyMatching keys) {
    this.keys = keys;
  }

  KeyMatching keys() {
    return keys;
  }

  /** What to say of a key of an instance that people write although nobody reads it. */
  abstract Optional<String> deadKey(String kind, String key);

  /** Whether the form has a component type of this name, be it installed or not. */
  abstract boolean knowsType(String kind, String type);

  /** The name of the kind whose instances the section declares. */
  abstract Optional<String> kind(String section);

  /** Whether a value counts as not given. */
  abstract boolean isAbsent(Json value);

  /** Whether a component type counts as not given although there is a value. */
  abstract boolean isAbsentType(Json value);
}
