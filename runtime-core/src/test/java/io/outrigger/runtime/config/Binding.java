package io.outrigger.runtime.config;

import io.outrigger.runtime.json.Json;
import io.outrigger.runtime.json.Pointer;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Binds the text of an object to a record, for tests. */
record Binding<R extends Record>(Optional<R> bound, List<Problem> problems) {

  static <R extends Record> Binding<R> of(Class<R> type, String json) {
    return of(type, json, Map.of());
  }

  static <R extends Record> Binding<R> of(
      Class<R> type, String json, Map<String, String> environment) {
    return of(type, json, environment, KeyMatching.EXACT);
  }

  static <R extends Record> Binding<R> of(
      Class<R> type, String json, Map<String, String> environment, KeyMatching keys) {
    var problems = new Problems();
    var context = new BindContext(problems, Environment.of(environment), keys);
    var object = (Json.Obj) Json.read("test", json);
    var binder = new RecordBinder(SettingsNode.of(object, Pointer.ROOT), "thing", context);
    var bound = binder.bind(type);
    binder.finish();
    return new Binding<>(bound, problems.errors(UnknownKeys.ERROR));
  }

  /** The record; fails when there were problems. */
  R value() {
    if (!problems.isEmpty()) {
      throw new AssertionError(problems.toString());
    }
    return bound.orElseThrow();
  }

  /** The texts of the problems. */
  List<String> texts() {
    return problems.stream().map(Problem::text).toList();
  }

  /** The problems as position, pointer and text. */
  List<String> lines() {
    return problems.stream()
        .map(p -> p.position().orElseThrow() + " " + p.pointer() + " " + p.text())
        .toList();
  }
}
