package io.outrigger.runtime.config;

import io.outrigger.runtime.json.Json;
import io.outrigger.runtime.json.Position;
import io.outrigger.spi.ComponentDescriptor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the settings of one instance. For one use by one thread. */
final class SettingsReader {

  private final ComponentDescriptor<?, ?> type;
  private final GivenSettings given;
  private final Dialect dialect;
  private final BindContext context;
  private final RecordPlan plan;

  SettingsReader(
      ComponentDescriptor<?, ?> type, GivenSettings given, Dialect dialect, BindContext context) {
    this.type = type;
    this.given = given;
    this.dialect = dialect;
    this.context = context;
    this.plan = RecordPlan.of(type.settings());
  }

  /** What the instance has whatever its type; empty when anything in it is wrong. */
  Optional<Record> ofKind(Set<String> reserved) {
    var binder = binder(given.own());
    var settings = binder.bind(RecordPlan.of(type.kind().settings()));
    var _ = binder.check(plan, plan.absent(given.own(), context.keys()));
    binder.unused(reserved).forEach(entry -> reportUnused(entry, binder));
    return settings;
  }

  /** What makes the settings of its components; empty when anything in them is wrong. */
  Optional<List<SettingsSource>> ofParts(List<SecretReference> secrets) {
    var parts =
        given.parts().stream()
            .map(part -> ofPart(part, secrets))
            .flatMap(Optional::stream)
            .toList();
    type.combination()
        .flatMap(
            several -> plan.named(List.of(several.key()), KeyMatching.EXACT).stream().findAny())
        .ifPresent(setting -> new PartNames(setting, subject(), context).check(given));
    return parts.size() == given.parts().size() ? Optional.of(parts) : Optional.empty();
  }

  private Optional<SettingsSource> ofPart(SettingsNode part, List<SecretReference> secrets) {
    var injected = plan.injected(secrets, part, context.keys());
    var binder = binder(part);
    var source =
        injected.isEmpty()
            ? binder.bind(plan).map(SettingsSource::of)
            : late(binder, part, injected);
    binder.unused(Set.of()).stream()
        .filter(entry -> !given.own().entries().contains(entry))
        .forEach(entry -> reportUnused(entry, binder));
    return source;
  }

  private Optional<SettingsSource> late(
      RecordBinder binder, SettingsNode part, List<SecretReference> injected) {
    if (!binder.check(plan, plan.given(injected, context.keys()))) {
      return Optional.empty();
    }
    return Optional.of(
        new LateSettings(part, subject(), plan.type(), context.environment(), context.keys()));
  }

  private RecordBinder binder(SettingsNode node) {
    return new RecordBinder(node, subject(), context);
  }

  private String subject() {
    return type.kind().name() + " \"" + type.type() + "\"";
  }

  private void reportUnused(SettingsNode.Entry entry, RecordBinder binder) {
    if (context.keys().same(entry.key(), MetadataReader.METADATA)) {
      reportMetadata(entry);
      return;
    }
    dialect
        .deadKey(type.kind().name(), entry.key())
        .ifPresentOrElse(
            hint -> context.warn(entry, "\"" + entry.key() + "\" has no effect", hint),
            () -> context.problems().addUnknownKey(binder.unknown(entry)));
  }

  private void reportMetadata(SettingsNode.Entry entry) {
    var site = entry.site("", context);
    if (entry.value() instanceof Json.Arr array && array.items().size() > 1) {
      var expected = "one object, since a " + subject() + " cannot have several";
      var _ = site.wrong("an array of " + array.items().size(), expected);
    } else {
      var _ = site.wrong(entry.value().description(), "an object");
    }
  }

  /** The settings as a config that says everything has them, less what {@code secrets} give. */
  List<Json.Member> effective(List<SecretReference> secrets) {
    var ofKind = RecordPlan.of(type.kind().settings()).effective(given.own(), context.keys());
    var members = new ArrayList<>(ofKind);
    var parts = given.parts().stream().map(part -> effectiveOf(part, secrets)).toList();
    if (parts.size() == 1) {
      members.addAll(parts.getFirst());
    } else {
      members.add(array(parts));
    }
    return members;
  }

  private static Json.Member array(List<List<Json.Member>> parts) {
    var objects = parts.stream().<Json>map(part -> new Json.Obj(part, Position.START)).toList();
    var array = new Json.Arr(objects, Position.START);
    return new Json.Member(MetadataReader.METADATA, Position.START, array);
  }

  private List<Json.Member> effectiveOf(SettingsNode part, List<SecretReference> secrets) {
    var injected = plan.injected(secrets, part, context.keys());
    return plan.without(injected, context.keys()).effective(part, context.keys());
  }
}
