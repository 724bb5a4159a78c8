package io.outrigger.runtime.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What the readers of both forms of the config know besides the settings of components, for the
 * reference and the schema.
 */
public final class ConfigOutline {

  /** A place of a MOSN config that has keys without effect. */
  public enum MosnPlace {
    /** The root. */
    ROOT,
    /** One of the servers. */
    SERVER,
    /** One of a server's listeners. */
    LISTENER,
    /** The settings of the filter {@code grpc}. */
    GRPC_FILTER,
    /** Layotto's own settings. */
    GRPC_CONFIG,
    /** The metrics. */
    METRICS,
    /** The tracing. */
    TRACING,
    /** The settings of a metrics sink or a tracing driver. */
    TELEMETRY,
    /** An instance. */
    INSTANCE;

    /** The keys without effect, each with why, empty where there is nothing to say. */
    public Map<String, String> ignored() {
      var ignored =
          switch (this) {
            case ROOT -> MosnNames.ROOT;
            case SERVER -> MosnNames.SERVER;
            case LISTENER -> MosnNames.LISTENER;
            case GRPC_FILTER -> MosnNames.GRPC_FILTER;
            case GRPC_CONFIG -> MosnNames.GRPC_CONFIG;
            case METRICS -> MosnNames.METRICS;
            case TRACING -> MosnNames.TRACING;
            case TELEMETRY -> MosnNames.TELEMETRY;
            case INSTANCE -> MosnNames.INSTANCE;
          };
      return Collections.unmodifiableMap(ignored.hints());
    }
  }

  private ConfigOutline() {}

  /** The sections of the short form but {@code components}, with their settings. */
  public static Map<String, List<SettingDescription>> sections() {
    var sections = new LinkedHashMap<String, List<SettingDescription>>();
    sections.put("app", SettingDescription.of(AppSettings.class));
    sections.put("server", SettingDescription.of(ServerSettings.class));
    sections.put("log", SettingDescription.of(LogSettings.class));
    sections.put("access_log", SettingDescription.of(AccessLogSettings.class));
    sections.put("actuator", SettingDescription.of(ActuatorSettings.class));
    sections.put("metrics", SettingDescription.of(MetricsSettings.class));
    sections.put("tracing", SettingDescription.of(TracingSettings.class));
    return sections;
  }

  /** The keys that every instance has and that are settings: {@code type} first. */
  public static List<SettingDescription> instance() {
    return Stream.of(InstanceReader.Type.class, InstanceReader.Start.class)
        .flatMap(keys -> SettingDescription.of(keys).stream())
        .toList();
  }

  /** The keys of an entry of {@code secret_ref}. */
  public static List<SettingDescription> secretReference() {
    return SettingDescription.of(ReferenceReader.Written.class);
  }

  /** The settings of a MOSN config's sink {@code prometheus}. */
  public static List<SettingDescription> mosnMetrics() {
    return only(SettingDescription.of(MetricsSettings.class), MosnLevel.PROMETHEUS.live());
  }

  /** The settings in the {@code config} of a MOSN config's tracing driver {@code SkyWalking}. */
  public static List<SettingDescription> mosnTracing() {
    return only(SettingDescription.of(TracingSettings.class), MosnLevel.SKYWALKING.live());
  }

  /** Keys of a MOSN config's {@code app} without effect. */
  public static SortedSet<String> mosnCallbacks() {
    return new TreeSet<>(MosnForm.CALLBACKS);
  }

  /** The sections of a MOSN config that declare instances, with the kinds of these. */
  public static Map<String, String> mosnSections() {
    return MosnNames.sections();
  }

  /** The component types of {@code kind} that upstream has, installed here or not. */
  public static SortedSet<String> mosnTypes(String kind) {
    return new TreeSet<>(MosnNames.types(kind));
  }

  /**
   * Whether instances of {@code kind} may have any key in a MOSN config, with or without effect.
   */
  public static boolean mosnAllowsAnyKey(String kind) {
    return MosnNames.deadKey(kind, "any").isPresent();
  }

  /** Whether an instance of {@code kind} may have any component type in a MOSN config. */
  public static boolean mosnAllowsAnyType(String kind) {
    return MosnNames.knowsType(kind, "any");
  }

  private static List<SettingDescription> only(List<SettingDescription> all, List<String> keys) {
    return all.stream().filter(setting -> keys.contains(setting.key())).toList();
  }
}
