package io.outrigger.runtime.config;

import io.outrigger.runtime.json.Json;
import io.outrigger.runtime.json.Position;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Collects a config as it counts: with every default and without any secret. Values from the
 * environment stand there as the config has them, {@code ${NAME}}. Not for several threads.
 */
final class Effective {

  private final Map<String, List<Json.Member>> sections = new LinkedHashMap<>();
  private final Map<String, List<Json.Member>> kinds = new LinkedHashMap<>();

  /** Adds the settings of a section. */
  void section(String name, List<Json.Member> members) {
    sections.put(name, new ArrayList<>(members));
  }

  /** Sets a list of a section. */
  void set(String section, String key, List<?> values) {
    var texts = values.stream().<Json>map(value -> text(value.toString())).toList();
    set(section, member(key, new Json.Arr(texts, Position.START)));
  }

  /** Sets a text of a section. */
  void set(String section, String key, String value) {
    set(section, member(key, text(value)));
  }

  private void set(String section, Json.Member set) {
    var members = sections.computeIfAbsent(section, name -> new ArrayList<>());
    members.removeIf(member -> member.key().equals(set.key()));
    members.addFirst(set);
  }

  /** Sets the limits of methods. */
  void setMethods(Map<String, Double> methods) {
    var rates =
        new TreeMap<>(methods)
            .entrySet().stream()
                .map(rate -> member(rate.getKey(), number(rate.getValue())))
                .toList();
    var server = sections.computeIfAbsent("server", name -> new ArrayList<>());
    server.replaceAll(member ->
        member.key().equals("limits") ? limits(member, member("methods", object(rates))) : member);
  }

  /** The limits with those of methods where the short form has them: before those of headers. */
  private static Json.Member limits(Json.Member limits, Json.Member methods) {
    var all = new ArrayList<>(((Json.Obj) limits.value()).members());
    all.removeIf(member -> member.key().equals("methods"));
    var keys = all.stream().map(Json.Member::key).toList();
    all.add(Math.max(0, keys.indexOf("max_header_size")), methods);
    return member("limits", object(all));
  }

  private static Json number(double value) {
    return new Json.Num(Double.toString(value), Position.START);
  }

  /** What the app has for {@code on_start_failure}; empty before its section has been added. */
  List<Json.Member> onStartFailure() {
    return sections.getOrDefault("app", List.of()).stream()
        .filter(member -> member.key().equals("on_start_failure"))
        .toList();
  }

  /** Adds an instance with its settings. */
  void instance(Declaration declaration, String type, List<Json.Member> settings) {
    var members = Stream.concat(Stream.of(member("type", text(type))), settings.stream()).toList();
    kinds
        .computeIfAbsent(declaration.kind().name(), name -> new ArrayList<>())
        .add(member(declaration.name(), object(members)));
  }

  /** The whole config in its short form. */
  Json.Obj json() {
    var components = kinds.entrySet().stream().map(Effective::member).toList();
    var all = new ArrayList<>(sections.entrySet().stream().map(Effective::member).toList());
    all.add(member("components", object(components)));
    return object(all);
  }

  private static Json.Member member(Map.Entry<String, List<Json.Member>> entry) {
    return member(entry.getKey(), object(entry.getValue()));
  }

  private static Json.Member member(String key, Json value) {
    return new Json.Member(key, Position.START, value);
  }

  private static Json.Obj object(List<Json.Member> members) {
    return new Json.Obj(members, Position.START);
  }

  private static Json text(String value) {
    return new Json.Text(value, Position.START);
  }
}
