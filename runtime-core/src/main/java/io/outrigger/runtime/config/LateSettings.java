package io.outrigger.runtime.config;

import io.outrigger.runtime.json.Json;
import io.outrigger.spi.Secret;
import java.util.ArrayList;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Settings some of which come out of secret stores, if the config itself does not give them. What
 * it gives has been checked when this is made. Safe for use by many threads.
 *
 * @param node what the config itself says, less what is not for the record
 * @param subject what has the settings, such as {@code lock "redis"}
 */
record LateSettings(
    SettingsNode node,
    String subject,
    Class<? extends Record> type,
    Environment environment,
    KeyMatching keys)
    implements SettingsSource {

  @Override
  public Record with(Map<SecretReference, Secret> values) {
    var problems = new Problems();
    var context = new BindContext(problems, environment, keys);
    Optional<? extends Record> bound =
        new RecordBinder(completed(values), subject, context).bind(type);
    return bound.orElseThrow(() -> new IllegalArgumentException(texts(problems)));
  }

  private SettingsNode completed(Map<SecretReference, Secret> values) {
    var entries = new ArrayList<>(node.entries());
    for (var reference : RecordPlan.of(type).injected(values.keySet(), node, keys)) {
      entries.add(entry(reference, Objects.requireNonNull(values.get(reference))));
    }
    return new SettingsNode(node.pointer(), node.position(), entries);
  }

  private static SettingsNode.Entry entry(SecretReference reference, Secret value) {
    var text = new Json.Text(value.reveal(), reference.position());
    return new SettingsNode.Entry(
        new Json.Member(reference.setting(), reference.position(), text),
        reference.pointer(),
        true);
  }

  private static String texts(Problems problems) {
    return problems.errors(UnknownKeys.ERROR).stream()
        .map(Problem::text)
        .collect(Collectors.joining("; "));
  }
}
