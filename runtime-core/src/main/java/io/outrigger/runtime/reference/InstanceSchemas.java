package io.outrigger.runtime.reference;

import io.outrigger.runtime.config.ConfigOutline;
import io.outrigger.runtime.config.SettingDescription;
import java.util.ArrayList;
import java.util.List;

/**
 * The schemas of instances in one form of the config. A type's keys are all listed again in each
 * object that may have them, as references, and the object is closed by {@code
 * additionalProperties}, which every editor understands; {@code type} chooses by {@code if}, so
 * that an editor completes the keys of that type alone.
 */
final class InstanceSchemas {

  private static final String METADATA = "metadata";
  private static final String SECRETS = "secret_ref";
  private static final String COMPONENTS = "component_ref";

  private final Form form;
  private final Node definitions;

  /** Schemas in {@code form}, which are added to {@code definitions} when they are made. */
  InstanceSchemas(Form form, Node definitions) {
    this.form = form;
    this.definitions = definitions;
  }

  /** Adds the definition of what {@code type} may be set to, which both forms share. */
  static void defineSettings(InstalledKind kind, InstalledKind.Type type, Node definitions) {
    definitions.put(
        settings(kind, type),
        SettingsSchemas.closed(SettingsSchemas.properties(kind.settings(type))));
  }

  /** Adds what all instances have in common, whatever the form. */
  static void defineCommon(Node definitions) {
    for (var key : ConfigOutline.instance()) {
      if (!key.key().equals("type")) {
        definitions.put(key.key(), SettingsSchemas.property(key));
      }
    }
    definitions.put(
        SECRETS,
        Prose.description("Settings whose values come out of secret stores.")
            .put("type", "array")
            .put("items", SettingsSchemas.whole(ConfigOutline.secretReference())));
  }

  /** Adds the definition of {@code component_ref}, whose keys are {@code sections}. */
  void defineReferences(List<String> sections) {
    var names = Node.empty();
    sections.forEach(section -> names.put(section, Node.of("type", "string")));
    definitions.put(
        form.definition(COMPONENTS),
        Prose.description("Other instances that this one uses: a kind, and the instance's name.")
            .putAll(SettingsSchemas.closed(names)));
  }

  /** Adds what is needed for instances of {@code kind}, and gives the schema of their section. */
  Node section(InstalledKind kind) {
    var named = Node.empty();
    form.absentTypes(kind.name())
        .forEach(type -> named.put(type, Node.of("type", "object").put("doNotSuggest", true)));
    for (var type : kind.types()) {
      define(kind, type);
      type.aliases()
          .forEach(alias -> named.put(alias, named(kind, type).put("doNotSuggest", true)));
      named.put(type.name(), named(kind, type));
    }
    definitions.put(form.definition(kind.name()), instance(kind));
    return Prose.description("Instances of kind `" + kind.name() + "`, by name.")
        .put("type", "object")
        .put("properties", named)
        .put("additionalProperties", Node.ref(form.definition(kind.name())));
  }

  private static String settings(InstalledKind kind, InstalledKind.Type type) {
    return "settings." + kind.name() + "." + type.name();
  }

  /** An instance whose name is a type, which it need not say again. */
  private Node named(InstalledKind kind, InstalledKind.Type type) {
    return Prose.description("An instance of type `" + type.name() + "`.")
        .put("if", Node.of("required", List.of("type")))
        .put("then", Node.ref(form.definition(kind.name())))
        .put("else", Node.ref(form.definition(kind.name(), type.name())));
  }

  /** An instance of whatever type it says. */
  private Node instance(InstalledKind kind) {
    var choices = new ArrayList<Node>();
    for (var type : kind.types()) {
      var says = Node.of("type", Node.of("enum", type.names()));
      choices.add(
          Node.of("if", Node.of("properties", says).put("required", List.of("type")))
              .put("then", Node.ref(form.definition(kind.name(), type.name()))));
    }
    var node =
        Node.of("type", "object")
            .put(
                "properties",
                common(kind).put(METADATA, Node.of("type", List.of("object", "array"))));
    if (form.needsType(kind.name())) {
      node.put("required", List.of("type"));
    }
    return node.put("allOf", choices);
  }

  private Node common(InstalledKind kind) {
    return Node.of("type", type(kind))
        .put("on_start_failure", Node.ref("on_start_failure"))
        .put(SECRETS, Node.ref(SECRETS))
        .put(COMPONENTS, Node.ref(form.definition(COMPONENTS)));
  }

  private Node type(InstalledKind kind) {
    var names = kind.types().stream().map(InstalledKind.Type::name).toList();
    var aliases = kind.types().stream().flatMap(type -> type.aliases().stream()).toList();
    return ConfigOutline.instance().stream()
        .filter(key -> key.key().equals("type"))
        .map(key -> Prose.description(key.doc()))
        .findFirst()
        .orElseGet(Node::empty)
        .put("anyOf", List.of(Node.of("enum", names), form.otherTypes(aliases)));
  }

  /** Adds the definition of an instance of {@code type}. */
  private void define(InstalledKind kind, InstalledKind.Type type) {
    var settings = kind.settings(type);
    var keys = form.ignored().putAll(SettingsSchemas.references(settings(kind, type), settings));
    definitions.put(form.definition(METADATA, kind.name(), type.name()), closed(kind, keys));
    var members =
        common(kind)
            .put("type", Node.ref(form.definition(kind.name()), "properties", "type"))
            .putAll(keys)
            .put(METADATA, metadata(kind, type));
    definitions.put(
        form.definition(kind.name(), type.name()),
        closed(kind, members).putAll(required(settings)));
  }

  private Node closed(InstalledKind kind, Node members) {
    return SettingsSchemas.closed(members)
        .put("additionalProperties", form.allowsAnyKey(kind.name()));
  }

  /** The settings, or a list of one object with them or of several, or a setting of that name. */
  private Node metadata(InstalledKind kind, InstalledKind.Type type) {
    var settings = Node.ref(form.definition(METADATA, kind.name(), type.name()));
    var ways = new ArrayList<Node>();
    ways.add(settings);
    ways.add(list(settings, type));
    if (kind.settings(type).stream().anyMatch(setting -> setting.key().equals(METADATA))) {
      ways.add(Node.ref(settings(kind, type), "properties", METADATA));
    }
    return Prose.description(
            "Settings may stand in here, too, as Layotto has them."
                + type.partKey()
                    .map(" An array has an object for each `%s`."::formatted)
                    .orElse(""))
        .put("anyOf", ways);
  }

  private static Node list(Node settings, InstalledKind.Type type) {
    return Node.of("type", "array")
        .put("items", settings)
        .put(type.partKey().isPresent() ? "minItems" : "maxItems", 1);
  }

  /** Asked for only where nothing but the instance itself can give them. */
  private static Node required(List<SettingDescription> settings) {
    var required = SettingsSchemas.required(settings);
    if (required.isEmpty()) {
      return required;
    }
    var elsewhere =
        List.of(Node.of("required", List.of(METADATA)), Node.of("required", List.of(SECRETS)));
    return Node.of("if", Node.of("not", Node.of("anyOf", elsewhere))).put("then", required);
  }
}
