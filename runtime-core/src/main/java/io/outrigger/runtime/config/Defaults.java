package io.outrigger.runtime.config;

import io.outrigger.runtime.json.Json;
import io.outrigger.runtime.json.Pointer;
import io.outrigger.runtime.json.Position;
import java.util.List;
import java.util.Map;

/** The settings that an empty config gives. */
final class Defaults {

  private Defaults() {}

  /**
   * The record with all of its defaults.
   *
   * @throws IllegalStateException when one of its settings is required
   */
  static <R extends Record> R of(Class<R> type) {
    var problems = new Problems();
    var context = new BindContext(problems, Environment.of(Map.of()), KeyMatching.EXACT);
    var node = SettingsNode.of(new Json.Obj(List.of(), Position.START), Pointer.ROOT);
    return new RecordBinder(node, type.getSimpleName(), context)
        .bind(type)
        .orElseThrow(
            () -> new IllegalStateException(type.getName() + " has no defaults for everything"));
  }
}
