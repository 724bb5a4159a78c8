package io.outrigger.runtime.config;

import io.outrigger.runtime.json.Json;
import io.outrigger.runtime.json.Position;
import io.outrigger.spi.ComponentDescriptor;
import io.outrigger.spi.Setting;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Reads the {@code secret_ref} and {@code component_ref} of instances. Not for several threads. */
final class ReferenceReader {

  private static final String SECRETS = "secret_ref";
  private static final String COMPONENTS = "component_ref";
  private static final String INJECT_AS = "inject_as";

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
   * @param parts what it gives to the settings of its components, of which each takes the secrets
   *     that it does not have itself
   */
  List<SecretReference> secrets(
      SettingsNode node, ComponentDescriptor<?, ?> descriptor, List<SettingsNode> parts) {
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
      } else if (isGiven(setting.iterator().next(), parts, taken)) {
        report(reference, "\"" + reference.setting() + "\" is given twice", "");
      } else if (parts.size() > 1 && tellsApart(setting.iterator().next(), descriptor)) {
        report(
            reference,
            "\"" + reference.setting() + "\" cannot come out of a secret store",
            "it tells the objects of metadata apart");
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

  private boolean isGiven(
      SettingPlan setting, List<SettingsNode> parts, List<SecretReference> taken) {
    var lacking =
        parts.stream().filter(part -> setting.entries(part, context.keys()).isEmpty()).toList();
    return (lacking.isEmpty() && !parts.isEmpty())
        || taken.stream().anyMatch(other -> setting.isNamed(other.setting(), context.keys()));
  }

  private static boolean tellsApart(SettingPlan setting, ComponentDescriptor<?, ?> descriptor) {
    return descriptor
        .combination()
        .filter(several -> setting.isNamed(several.key(), KeyMatching.EXACT))
        .isPresent();
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

  /**
   * The references that count, as they are written but for keys that have other names.
   *
   * @param node the instance's declaration
   * @param plan of its settings
   * @param links what of them counts
   */
  List<Json.Member> shown(SettingsNode node, RecordPlan plan, References links) {
    var secrets = links.secrets().stream().map(secret -> shown(node, plan, secret)).toList();
    var components =
        links.components().stream()
            .map(link -> member(link.kind().name(), text(link.name())))
            .toList();
    var members = new ArrayList<Json.Member>();
    if (!secrets.isEmpty()) {
      members.add(member(SECRETS, new Json.Arr(secrets, Position.START)));
    }
    if (!components.isEmpty()) {
      members.add(member(COMPONENTS, new Json.Obj(components, Position.START)));
    }
    return members;
  }

  private Json shown(SettingsNode node, RecordPlan plan, SecretReference secret) {
    var setting = plan.named(List.of(secret.setting()), context.keys()).iterator().next();
    var written =
        RecordPlan.of(Written.class).effective(item(node, secret), context.keys()).stream()
            .filter(member -> !member.key().equals(INJECT_AS));
    var injectAs = Stream.of(member(INJECT_AS, text(setting.key())));
    return new Json.Obj(Stream.concat(written, injectAs).toList(), Position.START);
  }

  /** The item of {@code secret_ref} that has been read as {@code secret}. */
  private SettingsNode item(SettingsNode node, SecretReference secret) {
    var entry = node.entry(SECRETS, context.keys()).orElseThrow();
    var items = ((Json.Arr) entry.value()).items();
    return IntStream.range(0, items.size())
        .filter(i -> entry.pointer().child(i).equals(secret.pointer()))
        .mapToObj(i -> SettingsNode.of((Json.Obj) items.get(i), secret.pointer()))
        .findFirst()
        .orElseThrow();
  }

  private static Json.Member member(String key, Json value) {
    return new Json.Member(key, Position.START, value);
  }

  private static Json text(String value) {
    return new Json.Text(value, Position.START);
  }

  /** The instances that an instance is to know; what is wrong with one of them is reported. */
  List<ComponentReference> components(SettingsNode node) {
    var firstOfKind = new HashMap<String, SettingsNode.Entry>();
    return node.entry(COMPONENTS, context.keys()).flatMap(context::object).stream()
        .flatMap(members -> members.entries().stream())
        .filter(member -> !dialect.isAbsent(member.value()))
        .filter(member -> isFirst(member, firstOfKind))
        .flatMap(member -> component(member).stream())
        .toList();
  }

  /** Whether no other member names the same kind, perhaps by another of its names. */
  private boolean isFirst(SettingsNode.Entry member, Map<String, SettingsNode.Entry> firstOfKind) {
    var kind = dialect.kind(member.key()).orElse(member.key());
    var first = firstOfKind.putIfAbsent(kind, member);
    if (first != null) {
      context.twice(first, member);
    }
    return first == null;
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
