package io.outrigger.runtime.config;

import java.util.List;
import java.util.Optional;

/**
 * One setting of a settings record, for the reference and the schema.
 *
 * @param key in the config
 * @param aliases other keys that mean the same
 * @param type in words
 * @param orElse what holds when it is absent, in the config's notation; empty when it is required,
 *     and for an optional value, a list and a map, which are then empty
 * @param required whether it must be given
 * @param doc what it does, in Markdown
 * @param members the settings inside it, when it is an object or a list of objects
 */
public record SettingDescription(
    String key,
    List<String> aliases,
    String type,
    Optional<String> orElse,
    boolean required,
    String doc,
    List<SettingDescription> members) {

  /** Copies the lists. */
  public SettingDescription {
    aliases = List.copyOf(aliases);
    members = List.copyOf(members);
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
}
