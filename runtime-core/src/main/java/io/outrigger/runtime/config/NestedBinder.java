package io.outrigger.runtime.config;

import io.outrigger.runtime.json.Json;
import io.outrigger.runtime.json.Pointer;
import java.util.Optional;

/** Binds an object to a settings record inside another. */
record NestedBinder(RecordPlan plan) implements ValueBinder {

  @Override
  public Optional<Object> bind(Json value, Site site) {
    if (!(value instanceof Json.Obj object)) {
      return site.wrong(value.description(), expected());
    }
    var node = SettingsNode.of(object, site.pointer());
    var binder = new RecordBinder(node, site.name() + " of " + site.subject(), site.context());
    Optional<Object> bound = binder.bind(plan).map(Object.class::cast);
    binder.finish();
    return bound;
  }

  @Override
  public Json redacted(Json written) {
    if (!(written instanceof Json.Obj object)) {
      return written;
    }
    var node = SettingsNode.of(object, Pointer.ROOT);
    return new Json.Obj(plan.effective(node, KeyMatching.IGNORE_CASE), object.position());
  }

  @Override
  public String expected() {
    return "an object";
  }

  @Override
  public SettingType type() {
    return new SettingType.Nested(plan.descriptions());
  }
}
