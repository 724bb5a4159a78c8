package io.outrigger.runtime.config;

import io.outrigger.runtime.json.Json;
import io.outrigger.runtime.json.Position;
import io.outrigger.spi.ComponentDescriptor;
import io.outrigger.spi.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the {@code secret_ref} and {@code component_ref} of instances. Not for several threads. */
final class ReferenceReader {

  private static final String SECRETS = "secret_ref";

  private final InstalledComponents installed;
  private final Dialect dialect;
  private final BindContext context;

  ReferenceReader(InstalledComponents installed, Dialect dialect, BindContext context) {
    this.installed = installed;
    this.dialect = dialect;
    this.context = context;
  }

  /**
   * The secrets that an instance takes; what is wrong with one of them is reported.
   *
   * @param node the instance's declaration
   * @param settings what it gives to its settings
   */
  List<SecretReference> secrets(
      SettingsNode node, ComponentDescriptor<?, ?> descriptor, SettingsNode settings) {
    var plan = RecordPlan.of(descriptor.settings());
    var taken = new ArrayList<SecretReference>();
    for (var reference : written(node)) {
      var setting = plan.named(List.of(reference.setting()), context.keys());
      if (setting.isEmpty() && isOfKind(reference, descriptor)) {
        report(
            reference,
            "\"" + reference.setting() + "\" cannot come out of a secret store",
            "every " + descriptor.kind() + " has this setting, which is no secret");
      } else if (setting.isEmpty()) {
        reportUnknown(reference, plan, descriptor);
      } else if (isGiven(setting.iterator().next(), settings, taken)) {
        report(reference, "\"" + reference.setting() + "\" is given twice", "");
      } else {
        taken.add(reference);
      }
    }
    return taken;
  }

  /** Settings of the kind are read at once, before any secret store is there. */
  private boolean isOfKind(SecretReference reference, ComponentDescriptor<?, ?> descriptor) {
    var plan = RecordPlan.of(descriptor.kind().settings());
    return !plan.named(List.of(reference.setting()), context.keys()).isEmpty();
  }

  private boolean isGiven(SettingPlan setting, SettingsNode settings, List<SecretReference> taken) {
    return !setting.entries(settings, context.keys()).isEmpty()
        || taken.stream().anyMatch(other -> setting.isNamed(other.setting(), context.keys()));
  }

  private List<SecretReference> written(SettingsNode node) {
    var entry = node.entry(SECRETS, context.keys());
    if (entry.isEmpty()) {
      return List.of();
    }
    if (!(entry.get().value() instanceof Json.Arr array)) {
      var _ = entry.get().site("", context).wrong(entry.get().value().description(), "an array");
      return List.of();
    }
    var references = new ArrayList<SecretReference>();
    for (int i = 0; i < array.items().size(); i++) {
      var pointer = entry.get().pointer().child(i);
      context
          .objectAt(array.items().get(i), pointer, SECRETS + "[" + i + "]")
          .flatMap(this::reference)
          .ifPresent(references::add);
    }
    return references;
  }

  private Optional<SecretReference> reference(SettingsNode node) {
    var binder = new RecordBinder(node, SECRETS, context);
    var bound = binder.bind(Written.class);
    binder.finish();
    return bound.map(written -> written.at(node));
  }

  private void reportUnknown(
      SecretReference reference, RecordPlan plan, ComponentDescriptor<?, ?> descriptor) {
    var kind = descriptor.kind().name();
    var dead = dialect.deadKey(kind, reference.setting());
    var place = new Json.Member(SECRETS, reference.position(), new Json.Null(Position.START));
    var entry = new SettingsNode.Entry(place, reference.pointer());
    if (dead.isPresent()) {
      context.warn(entry, "\"" + reference.setting() + "\" has no effect", dead.get());
      return;
    }
    var names = plan.settings().stream().flatMap(setting -> setting.names().stream()).toList();
    var keys = plan.settings().stream().map(SettingPlan::key).toList();
    context.unknownKey(
        entry,
        "unknown key \"%s\" for %s \"%s\"".formatted(reference.setting(), kind, descriptor.type()),
        Suggestions.hint(
            reference.setting(),
            names,
            keys.isEmpty() ? "it has no settings" : "known: " + String.join(", ", keys)));
  }

  private void report(SecretReference reference, String message, String hint) {
    context.problems().add(Problem.at(reference.pointer(), reference.position(), message, hint));
  }

  /** The settings with a place for each secret, for showing them. */
  static SettingsNode injected(SettingsNode settings, List<SecretReference> secrets) {
    var entries =
        secrets.stream()
            .map(secret ->
                new SettingsNode.Entry(
                    new Json.Member(
                        secret.setting(), secret.position(), new Json.Text("***", Position.START)),
                    secret.pointer(),
                    true));
    return new SettingsNode(
        settings.pointer(),
        settings.position(),
        Stream.concat(settings.entries().stream(), entries).toList());
  }

  /** The instances that an instance is to know; what is wrong with one of them is reported. */
  List<ComponentReference> components(SettingsNode node) {
    return node.entry("component_ref", context.keys()).flatMap(context::object).stream()
        .flatMap(members -> members.entries().stream())
        .filter(member -> !dialect.isAbsent(member.value()))
        .flatMap(member -> component(member).stream())
        .toList();
  }

  private Optional<ComponentReference> component(SettingsNode.Entry member) {
    if (!(member.value() instanceof Json.Text name)) {
      return member
          .site("", context)
          .wrong(member.value().description(), "the name of an instance");
    }
    var kind = dialect.kind(member.key()).flatMap(installed::kind);
    if (kind.isPresent()) {
      return kind.map(
          found -> new ComponentReference(found, name.value(), member.pointer(), name.position()));
    }
    if (dialect.kind(member.key()).isPresent() && dialect == Dialect.MOSN) {
      context.warn(member, "kind \"" + member.key() + "\" is not installed", "");
    } else {
      reportUnknownKind(member);
    }
    return Optional.empty();
  }

  private void reportUnknownKind(SettingsNode.Entry member) {
    var names = installed.kindNames();
    var hint = Suggestions.hint(member.key(), names, "installed: " + String.join(", ", names));
    context.unknownKey(member, "unknown kind \"" + member.key() + "\"", hint);
  }

  record Written(
      @Setting(doc = "The instance of kind secret.") String storeName,
      @Setting(doc = "The name of the secret.") String key,
      @Setting(doc = "Which of the secret's values; the one of the secret's name when absent.")
          Optional<String> subKey,
      @Setting(doc = "The key of the setting; `sub_key` when absent, else `key`.")
          Optional<String> injectAs) {

    SecretReference at(SettingsNode node) {
      var value = subKey.filter(text -> !text.isEmpty()).orElse(key);
      return new SecretReference(
          storeName,
          key,
          value,
          injectAs.filter(text -> !text.isEmpty()).orElse(value),
          node.pointer(),
          node.position());
    }
  }
}
