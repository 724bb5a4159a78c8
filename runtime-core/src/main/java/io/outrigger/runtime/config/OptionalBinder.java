package io.outrigger.runtime.config;

import io.outrigger.runtime.json.Json;
import java.util.Optional;

/** Binds a value that may be absent. */
record OptionalBinder(ValueBinder content) implements ValueBinder {

  @Override
  public Optional<Object> bind(Json value, Site site) {
    return content.bind(value, site).map(Optional::of);
  }

  @Override
  public String expected() {
    return content.expected();
  }

  @Override
  public SettingType type() {
    return content.type();
  }

  @Override
  public Json redacted(Json written) {
    return content.redacted(written);
  }

  @Override
  public Optional<Object> absent() {
    return Optional.of(Optional.empty());
  }
}
