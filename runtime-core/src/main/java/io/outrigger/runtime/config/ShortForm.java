package io.outrigger.runtime.config;

import io.outrigger.runtime.json.Json;
import io.outrigger.runtime.json.Pointer;
import io.outrigger.spi.Kind;
import io.outrigger.spi.Setting;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The config whose root is {@code app}, {@code server} and {@code components}. For one use. */
final class ShortForm {

  private static final List<String> SECTIONS = List.of("app", "server", "components");

  private final String source;
  private final InstalledComponents installed;
  private final Environment environment;
  private final Problems problems = new Problems();
  private final BindContext context;

  ShortForm(String source, InstalledComponents installed, Environment environment) {
    this.source = source;
    this.installed = installed;
    this.environment = environment;
    this.context = new BindContext(problems, environment, KeyMatching.EXACT);
  }

  /**
   * The config that {@code root} is.
   *
   * @throws ConfigException when it has problems
   */
  RuntimeConfig read(Json root) {
    var sections = object(root, Pointer.ROOT, "the config").orElseGet(() -> empty(root));
    var mode = unknownKeys(sections);
    var app = section(sections, "app", AppSettings.class).orElseGet(AppSettings::defaults);
    var server =
        section(sections, "server", ServerSettings.class).orElseGet(ServerSettings::defaults);
    var instances = components(sections, new InstanceReader(installed, context, app));
    reportUnknownSections(sections);
    var errors = problems.errors(mode);
    if (!errors.isEmpty()) {
      throw new ConfigException(source, errors, problems.warnings(mode));
    }
    return new RuntimeConfig(app, server, instances, problems.warnings(mode));
  }

  /** The app's choice, read ahead and alone so that it counts whatever else is wrong. */
  private UnknownKeys unknownKeys(Json.Obj sections) {
    var silent = new BindContext(new Problems(), environment, KeyMatching.EXACT);
    return sections
        .get("app")
        .flatMap(app -> app instanceof Json.Obj object ? Optional.of(object) : Optional.empty())
        .map(app -> new RecordBinder(SettingsNode.of(app, Pointer.ROOT), "app", silent))
        .flatMap(binder -> binder.bind(Mode.class))
        .map(Mode::unknownKeys)
        .orElse(UnknownKeys.ERROR);
  }

  private <R extends Record> Optional<R> section(Json.Obj sections, String key, Class<R> type) {
    var pointer = Pointer.ROOT.child(key);
    return sections
        .get(key)
        .flatMap(value -> object(value, pointer, key))
        .flatMap(object -> {
          var binder = new RecordBinder(SettingsNode.of(object, pointer), key, context);
          Optional<R> settings = binder.bind(type);
          binder.finish();
          return settings;
        });
  }

  private List<InstanceConfig> components(Json.Obj sections, InstanceReader reader) {
    var pointer = Pointer.ROOT.child("components");
    return sections
        .get("components")
        .flatMap(value -> object(value, pointer, "components"))
        .stream()
        .flatMap(kinds -> kinds.members().stream())
        .flatMap(kind -> kind(kind, pointer.child(kind.key()), reader))
        .toList();
  }

  private Stream<InstanceConfig> kind(Json.Member member, Pointer pointer, InstanceReader reader) {
    var kind = installed.kind(member.key());
    if (kind.isEmpty()) {
      reportUnknownKind(member, pointer);
      return Stream.empty();
    }
    return object(member.value(), pointer, member.key()).stream()
        .flatMap(instances -> instances.members().stream())
        .flatMap(
            instance -> reader.read(kind.get(), instance, pointer.child(instance.key())).stream());
  }

  private void reportUnknownKind(Json.Member member, Pointer pointer) {
    var names = installed.kinds().stream().map(Kind::name).toList();
    var all = "installed: " + (names.isEmpty() ? "none" : String.join(", ", names));
    var meant = Suggestions.nearest(member.key(), names);
    var hint = meant.map(name -> "did you mean \"" + name + "\"? " + all).orElse(all);
    var message = "unknown kind \"" + member.key() + "\"";
    problems.addUnknownKey(Problem.at(pointer, member.keyPosition(), message, hint));
  }

  private void reportUnknownSections(Json.Obj sections) {
    for (var member : sections.members()) {
      if (!SECTIONS.contains(member.key())) {
        var hint =
            Suggestions.hint(member.key(), SECTIONS, "known: " + String.join(", ", SECTIONS));
        var message = "unknown section \"" + member.key() + "\"";
        var pointer = Pointer.ROOT.child(member.key());
        problems.addUnknownKey(Problem.at(pointer, member.keyPosition(), message, hint));
      }
    }
  }

  private Optional<Json.Obj> object(Json value, Pointer pointer, String name) {
    if (value instanceof Json.Obj object) {
      return Optional.of(object);
    }
    return new Site(pointer, value.position(), name, name, context)
        .wrong(value.description(), "an object");
  }

  private static Json.Obj empty(Json at) {
    return new Json.Obj(List.of(), at.position());
  }

  /** The one setting that says how the rest is read. */
  private record Mode(
      @Setting(doc = "As in AppSettings.", orElse = "error") UnknownKeys unknownKeys) {}
}
