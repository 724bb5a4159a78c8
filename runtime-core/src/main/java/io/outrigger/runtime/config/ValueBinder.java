package io.outrigger.runtime.config;

import io.outrigger.runtime.json.Json;
import java.util.Optional;

/** Turns the value of one setting into the type of its record component. */
interface ValueBinder {

  /** The value; empty when it is wrong, which is then reported. */
  Optional<Object> bind(Json value, Site site);

  /** What is expected, in words that can follow "expected:". */
  String expected();

  /** The type, for the reference. */
  SettingType type();

  /** The value as it is written, with {@code ***} for every secret in it. */
  Json redacted(Json written);

  /** The value when the key is absent whatever the setting says; empty for a type without one. */
  default Optional<Object> absent() {
    return Optional.empty();
  }
}
