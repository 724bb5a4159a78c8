package io.outrigger.runtime.config;

import io.outrigger.runtime.json.Json;
import java.util.List;
import java.util.Optional;

/**
 * One setting of a settings record, for the reference and the schema.
 *
 * @param key in the config
 * @param aliases other keys that mean the same
 * @param values what its value may be
 * @param fallback what holds when it is absent; empty when it is required, and for an optional
 *     value, a list and a map, which are then empty
 * @param required whether it must be given
 * @param doc what it does, in Markdown
 * @param example a value to show, in the config's notation; empty for none
 */
public record SettingDescription(
    String key,
    List<String> aliases,
    SettingType values,
    Optional<Json> fallback,
    boolean required,
    String doc,
    String example) {

  /** Copies the list. */
  public SettingDescription {
    aliases = List.copyOf(aliases);
  }

  /**
   * The settings of {@code record}, in its order.
   *
   * @throws IllegalStateException when the record is no settings record: a component has no {@code
   *     Setting}, a type that cannot be bound, or a default that is not of its type
   */
  public static List<SettingDescription> of(Class<? extends Record> record) {
    return RecordPlan.of(record).descriptions();
  }

  /** What its value may be, in words. */
  public String type() {
    return values.words();
  }

  /** What holds when it is absent, in the config's notation, text without its quotes. */
  public Optional<String> orElse() {
    return fallback.map(value -> value instanceof Json.Text text ? text.value() : value.toText());
  }

  /** The settings inside it, when it is an object, a list of objects or an object of them. */
  public List<SettingDescription> members() {
    return values.members();
  }
}
