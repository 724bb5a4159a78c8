package io.outrigger.runtime.config;

import io.outrigger.runtime.json.Json;
import io.outrigger.runtime.json.Pointer;
import io.outrigger.runtime.json.Position;
import io.outrigger.spi.ComponentDescriptor;
import io.outrigger.spi.Kind;
import io.outrigger.spi.Setting;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the declaration of an instance: its settings are its own keys but the reserved ones, and
 * the keys of its {@code metadata}. Not for several threads.
 */
final class InstanceReader {

  private static final String METADATA = "metadata";
  private static final List<String> NOT_YET = List.of("secret_ref", "component_ref");
  private static final Set<String> RESERVED =
      Set.of("type", "on_start_failure", METADATA, "secret_ref", "component_ref");

  private final InstalledComponents installed;
  private final BindContext context;
  private final AppSettings app;

  InstanceReader(InstalledComponents installed, BindContext context, AppSettings app) {
    this.installed = installed;
    this.context = context;
    this.app = app;
  }

  /** The instance that {@code member} declares; empty when anything in it is wrong. */
  Optional<InstanceConfig> read(Kind<?> kind, Json.Member member, Pointer pointer) {
    if (member.key().isEmpty() || member.key().contains("||")) {
      var message = "the name \"" + member.key() + "\" for a " + kind;
      report(pointer, member.keyPosition(), message, "expected: not empty and without ||");
      return Optional.empty();
    }
    if (!(member.value() instanceof Json.Obj object)) {
      return new SettingsNode.Entry(member, pointer)
          .site(kind.name(), context)
          .wrong(member.value().description(), "an object");
    }
    var node = SettingsNode.of(object, pointer);
    return read(new Declaration(kind, member.key(), member.keyPosition(), node));
  }

  private Optional<InstanceConfig> read(Declaration declaration) {
    var node = declaration.node;
    for (var key : NOT_YET) {
      node.entry(key)
          .map(entry -> entry.site("", context))
          .ifPresent(site -> site.problem("not supported yet", "expected: the values themselves"));
    }
    var binder = new RecordBinder(node, describe(declaration.kind, declaration.name), context);
    var start = binder.bind(Start.class);
    var bound =
        binder
            .bind(Type.class)
            .flatMap(type -> descriptor(declaration, type.type.orElse(declaration.name)))
            .flatMap(descriptor -> bind(declaration, descriptor));
    return start
        .map(own -> own.onStartFailure.orElse(app.onStartFailure()))
        .flatMap(onStartFailure -> bound.map(settings -> settings.instance(onStartFailure)));
  }

  private Optional<ComponentDescriptor<?, ?>> descriptor(Declaration declaration, String type) {
    var kind = declaration.kind;
    var found = installed.descriptor(kind, type);
    if (found.isEmpty()) {
      var types = installed.types(kind);
      var hint = "installed: " + (types.isEmpty() ? "none" : String.join(", ", types));
      declaration
          .node
          .entry("type")
          .ifPresentOrElse(
              entry -> reportUnknown(kind, entry, hint), () -> reportMissing(declaration, hint));
    }
    return found;
  }

  /** Shows the type as the config has it, not what the environment makes of it. */
  private void reportUnknown(Kind<?> kind, SettingsNode.Entry entry, String hint) {
    var type = entry.value() instanceof Json.Text text ? text.value() : "";
    var message = "unknown type \"" + type + "\" for kind " + kind;
    report(entry.pointer(), entry.value().position(), message, hint);
  }

  private void reportMissing(Declaration declaration, String hint) {
    var message = "missing key \"type\" for " + describe(declaration.kind, declaration.name);
    report(declaration.node.pointer(), declaration.node.position(), message, hint);
  }

  private Optional<Bound> bind(Declaration declaration, ComponentDescriptor<?, ?> descriptor) {
    var kind = declaration.kind;
    var subject = describe(kind, descriptor.type());
    var binder = new RecordBinder(settings(declaration.node), subject, context);
    var ofKind = binder.bind(kind.settings());
    var ofType = binder.bind(descriptor.settings());
    binder.finish(RESERVED);
    return ofKind.flatMap(kindSettings ->
        ofType.map(settings -> new Bound(declaration, descriptor, settings, kindSettings)));
  }

  private SettingsNode settings(SettingsNode node) {
    var own = node.without(RESERVED);
    return node.entry(METADATA).flatMap(this::metadata).map(own::with).orElse(own);
  }

  private Optional<SettingsNode> metadata(SettingsNode.Entry entry) {
    return entry.value() instanceof Json.Obj object
        ? Optional.of(SettingsNode.of(object, entry.pointer()))
        : entry.site("", context).wrong(entry.value().description(), "an object");
  }

  private void report(Pointer pointer, Position position, String message, String hint) {
    context.problems().add(Problem.at(pointer, position, message, hint));
  }

  private static String describe(Kind<?> kind, String name) {
    return kind.name() + " \"" + name + "\"";
  }

  /**
   * An instance as it is declared.
   *
   * @param position where its name stands
   */
  private record Declaration(Kind<?> kind, String name, Position position, SettingsNode node) {}

  private record Bound(
      Declaration declaration,
      ComponentDescriptor<?, ?> descriptor,
      Record settings,
      Record kindSettings) {

    InstanceConfig instance(OnStartFailure onStartFailure) {
      return new InstanceConfig(
          declaration.kind,
          declaration.name,
          descriptor,
          settings,
          kindSettings,
          onStartFailure,
          declaration.node.pointer(),
          declaration.position);
    }
  }

  private record Type(
      @Setting(doc = "The component type; the instance's name when absent.")
          Optional<String> type) {}

  private record Start(
      @Setting(doc = "What happens when this instance does not start; the app's when absent.")
          Optional<OnStartFailure> onStartFailure) {}
}
