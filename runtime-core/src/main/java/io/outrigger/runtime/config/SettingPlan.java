package io.outrigger.runtime.config;

import io.outrigger.runtime.json.Json;
import io.outrigger.runtime.json.JsonException;
import io.outrigger.runtime.json.Pointer;
import io.outrigger.runtime.json.Position;
import io.outrigger.spi.Setting;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How one component of a settings record is bound.
 *
 * @param names its key and then its aliases
 * @param fallback the value when its key is absent; empty when it is required
 */
record SettingPlan(
    Setting setting, List<String> names, ValueBinder binder, Optional<Object> fallback) {

  /**
   * The plan of a record's component.
   *
   * @throws IllegalStateException when it cannot be bound
   */
  static SettingPlan of(RecordComponent component) {
    var setting = component.getAnnotation(Setting.class);
    if (setting == null) {
      throw new IllegalStateException("it has no @Setting");
    }
    var key = setting.key().isEmpty() ? snakeCase(component.getName()) : setting.key();
    var names = Stream.concat(Stream.of(key), Stream.of(setting.aliases())).toList();
    var binder = ValueBinders.of(component.getGenericType(), setting.unit());
    return new SettingPlan(setting, names, binder, fallback(key, setting, binder));
  }

  String key() {
    return names.getFirst();
  }

  boolean isNamed(String key, KeyMatching keys) {
    return names.stream().anyMatch(name -> keys.same(key, name));
  }

  /** The entries of {@code node} that give this setting. */
  List<SettingsNode.Entry> entries(SettingsNode node, KeyMatching keys) {
    return node.entries().stream().filter(entry -> isNamed(entry.key(), keys)).toList();
  }

  /** The setting as a config that says everything has it, with {@code ***} for every secret. */
  Optional<Json.Member> effective(SettingsNode node, KeyMatching keys) {
    return entries(node, keys).stream()
        .findFirst()
        .map(entry -> binder.redacted(entry.value()))
        .or(this::orElse)
        .map(value -> new Json.Member(key(), Position.START, value));
  }

  private Optional<Json> orElse() {
    return binder.absent().isPresent() || fallback.isEmpty()
        ? Optional.empty()
        : Optional.of(shown(fallbackJson(setting.orElse(), binder)));
  }

  /** An object that is absent with the defaults of what is in it. */
  private Json shown(Json written) {
    return binder instanceof NestedBinder ? binder.redacted(written) : written;
  }

  SettingDescription description() {
    return new SettingDescription(
        key(),
        names.subList(1, names.size()),
        binder.type(),
        orElse(),
        fallback.isEmpty(),
        setting.doc(),
        setting.example());
  }

  private static Optional<Object> fallback(String key, Setting setting, ValueBinder binder) {
    if (binder.absent().isPresent() || setting.orElse().equals(Setting.REQUIRED)) {
      return binder.absent();
    }
    var problems = new Problems();
    var context = new BindContext(problems, Environment.of(Map.of()), KeyMatching.EXACT);
    var site = new Site(Pointer.ROOT, Position.START, key, "orElse", false, context);
    var value = binder.bind(fallbackJson(setting.orElse(), binder), site);
    var broken = problems.errors(UnknownKeys.ERROR);
    if (!broken.isEmpty()) {
      throw new IllegalStateException("its orElse is not valid: " + broken.getFirst().text());
    }
    return value;
  }

  private static Json fallbackJson(String orElse, ValueBinder binder) {
    if (binder instanceof Scalar scalar) {
      return scalar.written(orElse);
    }
    try {
      return Json.read("orElse", orElse);
    } catch (JsonException e) {
      throw new IllegalStateException("its orElse is not valid: " + e.getMessage(), e);
    }
  }

  private static String snakeCase(String name) {
    return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
  }
}
