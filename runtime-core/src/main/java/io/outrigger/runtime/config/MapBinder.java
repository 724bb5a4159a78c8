package io.outrigger.runtime.config;

import io.outrigger.runtime.json.Json;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Binds an object whose keys are free to a map, in the object's order. */
record MapBinder(ValueBinder value) implements ValueBinder {

  @Override
  public Optional<Object> bind(Json written, Site site) {
    if (!(written instanceof Json.Obj object)) {
      return site.wrong(written.description(), expected());
    }
    Map<String, Object> entries = new LinkedHashMap<>();
    for (var member : object.members()) {
      value
          .bind(member.value(), site.member(member))
          .ifPresent(bound -> entries.put(member.key(), bound));
    }
    return entries.size() == object.members().size()
        ? Optional.of(Collections.unmodifiableMap(entries))
        : Optional.empty();
  }

  @Override
  public String expected() {
    return "an object, each value " + value.expected();
  }

  @Override
  public SettingType type() {
    return new SettingType.MapOf(value.type());
  }

  @Override
  public Json redacted(Json written) {
    if (!(written instanceof Json.Obj object)) {
      return written;
    }
    var members =
        object.members().stream()
            .map(m -> new Json.Member(m.key(), m.keyPosition(), value.redacted(m.value())))
            .toList();
    return new Json.Obj(members, object.position());
  }

  @Override
  public Optional<Object> absent() {
    return Optional.of(Map.of());
  }
}
