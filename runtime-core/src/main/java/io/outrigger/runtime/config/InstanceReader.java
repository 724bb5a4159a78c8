package io.outrigger.runtime.config;

import io.outrigger.runtime.json.Json;
import io.outrigger.runtime.json.Position;
import io.outrigger.spi.ComponentDescriptor;
import io.outrigger.spi.Kind;
import io.outrigger.spi.Setting;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the declarations of instances: the settings of one are its own keys but the reserved ones,
 * the keys of its {@code metadata}, and what it takes from secret stores. Not for several threads.
 */
final class InstanceReader {

  private static final String TYPE = "type";
  private static final String METADATA = MetadataReader.METADATA;
  private static final Set<String> RESERVED =
      Set.of(TYPE, "on_start_failure", METADATA, "secret_ref", "component_ref");

  /** The reserved keys that no record has. */
  private static final List<String> OBJECTS = List.of(METADATA, "secret_ref", "component_ref");

  private final InstalledComponents installed;
  private final Dialect dialect;
  private final BindContext context;
  private final Effective effective;
  private final ReferenceReader references;
  private final MetadataReader metadata;
  private final List<InstanceConfig> instances = new ArrayList<>();
  private final List<AbsentInstance> absent = new ArrayList<>();

  /** By kind and then by name, those with problems too. */
  private final Map<String, Map<String, Position>> declared = new HashMap<>();

  InstanceReader(
      InstalledComponents installed, Dialect dialect, BindContext context, Effective effective) {
    this.installed = installed;
    this.dialect = dialect;
    this.context = context;
    this.effective = effective;
    this.references = new ReferenceReader(installed, dialect, context);
    this.metadata = new MetadataReader(dialect, context);
  }

  /** The instances that are right, and those that can be done without. */
  RuntimeConfig.Components components() {
    return new RuntimeConfig.Components(instances, absent);
  }

  /** The names of all instances of a kind, and of those with problems. */
  Set<String> declared(String kind) {
    return declared.getOrDefault(kind, Map.of()).keySet();
  }

  /** Reads the instance that {@code entry} declares. */
  void read(Kind<?> kind, SettingsNode.Entry entry, AppSettings app) {
    var declaration = new Declaration(kind, entry.key(), entry.pointer(), entry.keyPosition());
    if (entry.key().isEmpty() || entry.key().contains("||")) {
      var message = "the name \"" + entry.key() + "\" for a " + kind;
      report(declaration, message, "expected: not empty and without ||");
      return;
    }
    var first =
        declared
            .computeIfAbsent(kind.name(), name -> new HashMap<>())
            .putIfAbsent(entry.key(), entry.keyPosition());
    if (first != null) {
      report(declaration, declaration.label() + " is declared twice", "first at " + first);
      return;
    }
    node(entry).ifPresent(node -> read(new Declared(declaration, node), app));
  }

  private Optional<SettingsNode> node(SettingsNode.Entry entry) {
    if (!(entry.value() instanceof Json.Obj object)) {
      return entry.site(entry.key(), context).wrong(entry.value().description(), "an object");
    }
    var node = SettingsNode.of(object, entry.pointer());
    return Optional.of(node.where(member -> !isAbsent(member)));
  }

  private boolean isAbsent(SettingsNode.Entry member) {
    return dialect.isAbsent(member.value())
        || (context.keys().same(member.key(), TYPE) && dialect.isAbsentType(member.value()));
  }

  private void read(Declared declared, AppSettings app) {
    OBJECTS.forEach(key -> context.once(declared.node, key));
    var binder = new RecordBinder(declared.node, declared.declaration.label(), context);
    var start = binder.bind(Start.class);
    var type = binder.bind(Type.class).map(given -> given.type.orElse(declared.name()));
    var descriptor = type.flatMap(name -> descriptor(declared, name));
    var bound = descriptor.flatMap(found -> bind(declared, found));
    start
        .map(own -> own.onStartFailure.orElse(app.onStartFailure()))
        .flatMap(onFailure -> bound.map(settings -> settings.instance(declared, onFailure)))
        .ifPresent(instances::add);
  }

  private Optional<ComponentDescriptor<?, ?>> descriptor(Declared declared, String type) {
    Optional<ComponentDescriptor<?, ?>> found;
    try {
      found = installed.descriptor(declared.kind(), type);
    } catch (UnusableTypeException e) {
      e.problems().forEach(problem -> report(declared.declaration, problem, ""));
      return Optional.empty();
    }
    if (found.isEmpty() && dialect.knowsType(declared.kind().name(), type)) {
      reportAbsent(declared, written(declared));
    } else if (found.isEmpty()) {
      reportUnknown(declared, type);
    }
    return found;
  }

  /** The type as the config has it, not what the environment makes of it. */
  private String written(Declared declared) {
    return context.text(declared.node, TYPE).orElse(declared.name());
  }

  private void reportAbsent(Declared declared, String type) {
    absent.add(new AbsentInstance(declared.declaration, type));
    var message =
        "type \"%s\" for kind %s is not installed: calls to \"%s\" answer UNIMPLEMENTED"
            .formatted(type, declared.kind(), declared.name());
    var place = declared.declaration;
    context
        .problems()
        .addWarning(
            Problem.at(place.pointer(), place.position(), message, installedTypes(declared)));
  }

  private void reportUnknown(Declared declared, String type) {
    var kind = declared.kind();
    var entry = declared.node.entry(TYPE, context.keys());
    var hint = installedTypes(declared);
    if (entry.isEmpty()) {
      var node = declared.node;
      var message = "missing key \"type\" for " + declared.declaration.label();
      context.problems().add(Problem.at(node.pointer(), node.position(), message, hint));
      return;
    }
    var meant =
        Suggestions.nearest(type, installed.types(kind))
            .map(name -> "did you mean \"" + name + "\"? ")
            .orElse("");
    var message = "unknown type \"" + written(declared) + "\" for kind " + kind;
    context
        .problems()
        .add(
            Problem.at(
                entry.get().pointer(), entry.get().value().position(), message, meant + hint));
  }

  private String installedTypes(Declared declared) {
    var types = installed.types(declared.kind());
    return "installed: " + (types.isEmpty() ? "none" : String.join(", ", types));
  }

  private Optional<Bound> bind(Declared declared, ComponentDescriptor<?, ?> descriptor) {
    var given = given(declared.node, descriptor);
    var secrets = references.secrets(declared.node, descriptor, given.parts());
    var reader = new SettingsReader(descriptor, given, dialect, context);
    var ofKind = reader.ofKind(RESERVED);
    var parts = reader.ofParts(secrets);
    var links = new References(secrets, references.components(declared.node));
    show(declared, descriptor, links, reader.effective(secrets));
    return ofKind.flatMap(kindSettings ->
        parts.map(settings -> new Bound(descriptor, settings, kindSettings, links)));
  }

  private GivenSettings given(SettingsNode node, ComponentDescriptor<?, ?> descriptor) {
    var own = node.without(RESERVED, context.keys());
    return node.entry(METADATA, context.keys())
        .map(entry -> metadata.read(own, entry, descriptor))
        .orElseGet(() -> GivenSettings.of(own));
  }

  private void show(
      Declared declared,
      ComponentDescriptor<?, ?> descriptor,
      References links,
      List<Json.Member> settings) {
    var own = RecordPlan.of(Start.class).effective(declared.node, context.keys());
    var plan = RecordPlan.of(descriptor.settings());
    var members = new ArrayList<Json.Member>(own.isEmpty() ? effective.onStartFailure() : own);
    members.addAll(references.shown(declared.node, plan, links));
    members.addAll(settings);
    var written = written(declared);
    boolean isName = descriptor.type().equals(written) || descriptor.aliases().contains(written);
    effective.instance(declared.declaration, isName ? descriptor.type() : written, members);
  }

  private void report(Declaration at, String message, String hint) {
    context.problems().add(Problem.at(at.pointer(), at.position(), message, hint));
  }

  /** An instance with what its declaration has. */
  private record Declared(Declaration declaration, SettingsNode node) {

    Kind<?> kind() {
      return declaration.kind();
    }

    String name() {
      return declaration.name();
    }
  }

  private record Bound(
      ComponentDescriptor<?, ?> descriptor,
      List<SettingsSource> parts,
      Record kindSettings,
      References references) {

    InstanceConfig instance(Declared declared, OnStartFailure onStartFailure) {
      return new InstanceConfig(
          declared.declaration,
          descriptor,
          parts,
          new InstanceConfig.Common(kindSettings, onStartFailure),
          references);
    }
  }

  record Type(
      @Setting(doc = "The component type; the instance's name when absent.")
          Optional<String> type) {}

  record Start(
      @Setting(doc = "What happens when this instance does not start; the app's when absent.")
          Optional<OnStartFailure> onStartFailure) {}
}
