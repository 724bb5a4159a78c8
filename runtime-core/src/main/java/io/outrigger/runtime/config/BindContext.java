package io.outrigger.runtime.config;

import io.outrigger.runtime.json.Json;
import io.outrigger.runtime.json.Pointer;
import io.outrigger.spi.Setting;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What one reading of a config needs everywhere. Not for several threads. */
final class BindContext {

  private final Problems problems;
  private final Environment environment;
  private final KeyMatching keys;
  private final List<String> hidden = new ArrayList<>();

  BindContext(Problems problems, Environment environment, KeyMatching keys) {
    this.problems = problems;
    this.environment = environment;
    this.keys = keys;
  }

  Problems problems() {
    return problems;
  }

  Environment environment() {
    return environment;
  }

  KeyMatching keys() {
    return keys;
  }

  /**
   * The members of the config {@code root} but those for other tools, such as {@code $schema} for
   * editors: their keys begin with a dollar sign.
   */
  Optional<SettingsNode> root(Json root) {
    return objectAt(root, Pointer.ROOT, "the config")
        .map(node -> node.where(entry -> !entry.key().startsWith("$")));
  }

  /** The members of the object that {@code entry} is; empty when it is none, which is reported. */
  Optional<SettingsNode> object(SettingsNode.Entry entry) {
    return objectAt(entry.value(), entry.pointer(), entry.key());
  }

  /** The same of a value that messages call {@code name}. */
  Optional<SettingsNode> objectAt(Json value, Pointer pointer, String name) {
    return value instanceof Json.Obj object
        ? Optional.of(SettingsNode.of(object, pointer))
        : new Site(pointer, value.position(), name, name, false, this)
            .wrong(value.description(), "an object");
  }

  /** The objects in the array of the key {@code key}; what is none is reported. */
  Stream<SettingsNode> items(SettingsNode node, String key) {
    var entry = node.entry(key, keys);
    if (entry.isEmpty() || entry.get().value() instanceof Json.Null) {
      return Stream.empty();
    }
    if (!(entry.get().value() instanceof Json.Arr array)) {
      return entry
          .get()
          .site(key, this)
          .<Stream<SettingsNode>>wrong(entry.get().value().description(), "an array")
          .orElseGet(Stream::empty);
    }
    var pointer = entry.get().pointer();
    return IntStream.range(0, array.items().size())
        .mapToObj(i -> objectAt(array.items().get(i), pointer.child(i), key + "[" + i + "]"))
        .flatMap(Optional::stream);
  }

  /** The text of the key {@code key}; empty when there is none. */
  Optional<String> text(SettingsNode node, String key) {
    return node.entry(key, keys)
        .map(SettingsNode.Entry::value)
        .filter(Json.Text.class::isInstance)
        .map(value -> ((Json.Text) value).value());
  }

  /** Whether the key {@code key} says yes; {@code orElse} when it says nothing that can be read. */
  boolean flag(SettingsNode node, String key, boolean orElse) {
    return value(node, key, boolean.class).orElse(orElse);
  }

  /** The value of the key {@code key}; empty when it is absent or wrong, which is reported. */
  @SuppressWarnings("unchecked") // The binder of a type makes values of it.
  <T> Optional<T> value(SettingsNode node, String key, Class<T> type) {
    var binder = ValueBinders.of(type, Setting.Unit.NONE);
    return node.entry(key, keys)
        .flatMap(entry -> binder.bind(entry.value(), entry.site("", this)))
        .map(value -> (T) value);
  }

  /** Reports the key {@code key} where it is given again, in another case. */
  void once(SettingsNode node, String key) {
    var given = node.entries().stream().filter(entry -> keys.same(entry.key(), key)).toList();
    given.stream().skip(1).forEach(again -> twice(given.getFirst(), again));
  }

  /** Reports the key {@code again}, which gives the same as {@code first}. */
  void twice(SettingsNode.Entry first, SettingsNode.Entry again) {
    var message = "\"" + again.key() + "\" is given twice";
    var hint = "first at " + first.keyPosition();
    problems.add(Problem.at(again.pointer(), again.keyPosition(), message, hint));
  }

  /** Reports an entry that the config can do without. */
  void warn(SettingsNode.Entry entry, String message, String hint) {
    problems.addWarning(Problem.at(entry.pointer(), entry.keyPosition(), message, hint));
  }

  /** Reports an entry whose key nobody knows. */
  void unknownKey(SettingsNode.Entry entry, String message, String hint) {
    problems.addUnknownKey(Problem.at(entry.pointer(), entry.keyPosition(), message, hint));
  }

  /** Remembers a value that no message may show. */
  void hide(Object value) {
    hidden.add(value.toString());
  }

  /** A mark to give to {@link #masked} later. */
  int mark() {
    return hidden.size();
  }

  /** The message, with {@code ***} for each value hidden since {@code mark}. */
  String masked(String message, int mark) {
    var longestFirst =
        hidden.subList(mark, hidden.size()).stream()
            .filter(text -> !text.isEmpty())
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList();
    var masked = message;
    for (String text : longestFirst) {
      masked = masked.replace(text, "***");
    }
    return masked;
  }
}
