package io.outrigger.runtime.config;

import io.outrigger.runtime.json.Json;
import io.outrigger.runtime.json.Pointer;
import io.outrigger.runtime.json.Position;
import io.outrigger.spi.Secret;
import io.outrigger.spi.Setting;
import java.util.List;
import java.util.Optional;

/** One reading of a config, whatever its form. For one use by one thread. */
final class Reading {

  private static final String TOKEN = ServerSettings.TOKEN_VARIABLE;

  private final String source;
  private final InstalledComponents installed;
  private final Environment environment;
  private final Dialect dialect;
  private final Layout layout;
  private final Problems problems = new Problems();
  private final BindContext context;
  private final LimitedMethods methods;
  private final Effective effective = new Effective();

  /**
   * A reading that has not begun.
   *
   * @param from what the config may name, and where else it is read from
   */
  Reading(String source, Json root, ConfigReader.Around from) {
    this.source = source;
    this.installed = from.installed();
    this.environment = from.environment();
    this.dialect = MosnForm.isFormOf(root) ? Dialect.MOSN : Dialect.SHORT;
    this.context = new BindContext(problems, environment, dialect.keys());
    this.methods = new LimitedMethods(from.methods(), context);
    this.layout =
        switch (dialect) {
          case SHORT -> new ShortForm(installed, context).layout(root);
          case MOSN -> new MosnForm(installed, context).layout(root);
        };
  }

  /**
   * What the config says.
   *
   * @throws ConfigException when it is not right
   */
  RuntimeConfig config() {
    var app = section("app", AppSettings.class).orElseGet(AppSettings::defaults);
    var server = server();
    var telemetry = telemetry();
    var components = components(app);
    var mode = unknownKeys();
    var errors = problems.errors(mode);
    if (!errors.isEmpty()) {
      throw new ConfigException(source, errors, problems.warnings(mode));
    }
    return new RuntimeConfig(app, server, telemetry, components, problems.warnings(mode));
  }

  /** The config that has been read, with everything that it leaves to defaults. */
  Json.Obj effective() {
    return effective.json();
  }

  /** The app's choice, read alone so that it counts whatever else is wrong. */
  private UnknownKeys unknownKeys() {
    var silent = new BindContext(new Problems(), environment, dialect.keys());
    return layout
        .section("app")
        .map(node -> new RecordBinder(node, "app", silent))
        .flatMap(binder -> binder.bind(Mode.class))
        .map(Mode::unknownKeys)
        .orElse(UnknownKeys.ERROR);
  }

  private ServerSettings server() {
    var settings = section("server", ServerSettings.class).orElseGet(ServerSettings::defaults);
    layout.section("server").ifPresent(methods::check);
    var grpc = layout.listening().grpc();
    var listening = grpc.isEmpty() ? settings : settings.listeningOn(grpc);
    effective.set("server", "listen", listening.listen());
    return withToken(withRates(listening));
  }

  private ServerSettings withRates(ServerSettings settings) {
    var rates = methods.served(layout.listening().rates());
    if (rates.isEmpty()) {
      return settings;
    }
    var limited = settings.limiting(rates);
    effective.setMethods(limited.limits().methods());
    return limited;
  }

  /** Takes the token of the environment when the config has none. */
  private ServerSettings withToken(ServerSettings settings) {
    var token = environment.get(TOKEN).filter(text -> !text.isBlank()).map(Secret::of);
    if (token.isEmpty() || settings.needsToken()) {
      return settings;
    }
    if (!ServerSettings.isToken(token.get().reveal())) {
      problems.add(
          Problem.ofFile(
              "the variable " + TOKEN + ": no header can carry it (expected: printable ASCII)"));
      return settings;
    }
    effective.set("server", "token", "${" + TOKEN + "}");
    return settings.asking(token.get());
  }

  private TelemetrySettings telemetry() {
    var log = section("log", LogSettings.class).orElseGet(() -> TelemetrySettings.defaults().log());
    var actuator =
        layout.listening().actuator().isEmpty()
            ? given("actuator", ActuatorSettings.class)
            : Optional.of(new ActuatorSettings(layout.listening().actuator(), Optional.empty()));
    actuator.ifPresent(settings -> effective.set("actuator", "listen", settings.listen()));
    return new TelemetrySettings(
        log,
        given("access_log", AccessLogSettings.class),
        actuator,
        given("metrics", MetricsSettings.class),
        given("tracing", TracingSettings.class));
  }

  /** A section without which there is no such thing. */
  private <R extends Record> Optional<R> given(String name, Class<R> type) {
    return layout.section(name).flatMap(node -> section(name, type));
  }

  private <R extends Record> Optional<R> section(String name, Class<R> type) {
    var node = layout.section(name).orElseGet(Reading::empty);
    var binder = new RecordBinder(node, name, context);
    Optional<R> settings = binder.bind(type);
    binder.finish();
    effective.section(name, RecordPlan.of(type).effective(node, dialect.keys()));
    return settings;
  }

  private RuntimeConfig.Components components(AppSettings app) {
    var reader = new InstanceReader(installed, dialect, context, effective);
    for (var section : layout.kinds()) {
      section.instances().forEach(instance -> reader.read(section.kind(), instance, app));
    }
    var components = reader.components();
    new ReferenceCheck(reader::declared, problems).check(components);
    return components;
  }

  private static SettingsNode empty() {
    return SettingsNode.of(new Json.Obj(List.of(), Position.START), Pointer.ROOT);
  }

  /** The one setting that says how the rest is read. */
  private record Mode(
      @Setting(doc = "As in AppSettings.", orElse = "error") UnknownKeys unknownKeys) {}
}
