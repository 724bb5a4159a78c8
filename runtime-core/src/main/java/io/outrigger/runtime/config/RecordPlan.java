package io.outrigger.runtime.config;

import io.outrigger.runtime.json.Json;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How a settings record is bound.
 *
 * @param settings one for each component, in order
 */
record RecordPlan(Class<? extends Record> type, List<SettingPlan> settings) {

  /**
   * The plan of {@code type}.
   *
   * @throws IllegalStateException when it is no settings record, naming it and the component
   */
  static RecordPlan of(Class<? extends Record> type) {
    var components = Arrays.asList(type.getRecordComponents());
    var settings = components.stream().map(component -> setting(type, component)).toList();
    refuseEqualKeys(type, settings);
    return new RecordPlan(type, settings);
  }

  List<SettingDescription> descriptions() {
    return settings.stream().map(SettingPlan::description).toList();
  }

  /** The settings that any of {@code keys} means. */
  Set<SettingPlan> named(Collection<String> keys, KeyMatching matching) {
    return settings.stream()
        .filter(setting -> keys.stream().anyMatch(key -> setting.isNamed(key, matching)))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The settings that {@code node} does not give. */
  Set<SettingPlan> absent(SettingsNode node, KeyMatching matching) {
    return settings.stream()
        .filter(setting -> setting.entries(node, matching).isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Those of {@code secrets} whose settings {@code node} does not give itself. */
  List<SecretReference> injected(
      Collection<SecretReference> secrets, SettingsNode node, KeyMatching matching) {
    var absent = absent(node, matching);
    return secrets.stream()
        .filter(secret -> absent.containsAll(named(List.of(secret.setting()), matching)))
        .toList();
  }

  /** The settings that {@code secrets} give. */
  Set<SettingPlan> given(Collection<SecretReference> secrets, KeyMatching matching) {
    return named(secrets.stream().map(SecretReference::setting).toList(), matching);
  }

  /** The same without the settings that {@code secrets} give. */
  RecordPlan without(Collection<SecretReference> secrets, KeyMatching matching) {
    var given = given(secrets, matching);
    return new RecordPlan(type, settings.stream().filter(one -> !given.contains(one)).toList());
  }

  /** The settings with their defaults, and with {@code ***} for every secret. */
  List<Json.Member> effective(SettingsNode node, KeyMatching keys) {
    return settings.stream().flatMap(setting -> setting.effective(node, keys).stream()).toList();
  }

  /**
   * The record of these values, one for each component.
   *
   * @throws IllegalArgumentException when the record refuses them
   */
  Record construct(List<Object> values) {
    try {
      return constructor().newInstance(values.toArray());
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException refusal) {
        throw refusal;
      }
      throw new IllegalStateException("the constructor of " + type.getName() + " failed", e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot make a " + type.getName(), e);
    }
  }

  private Constructor<? extends Record> constructor() throws NoSuchMethodException {
    Class<?>[] types =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    Constructor<? extends Record> constructor = type.getDeclaredConstructor(types);
    constructor.setAccessible(true);
    return constructor;
  }

  private static SettingPlan setting(Class<?> type, RecordComponent component) {
    try {
      return SettingPlan.of(component);
    } catch (IllegalStateException e) {
      throw new IllegalStateException(
          type.getName() + "." + component.getName() + ": " + e.getMessage(), e);
    }
  }

  private static void refuseEqualKeys(Class<?> type, List<SettingPlan> settings) {
    Set<String> keys = new HashSet<>();
    for (var setting : settings) {
      for (var name : setting.names()) {
        if (!keys.add(name)) {
          throw new IllegalStateException(
              type.getName() + " has two settings of the key \"" + name + "\"");
        }
      }
    }
  }
}
