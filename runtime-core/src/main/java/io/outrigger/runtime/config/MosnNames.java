package io.outrigger.runtime.config;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The names of MOSN and Layotto that have no effect here or another name: sections of MOSN that a
 * sidecar without a mesh does not use, keys that people write although no version of Layotto has
 * read them, and component types that it has. Sources: MOSN's and Layotto's config types and sample
 * configs, v0.4.0 and later.
 */
final class MosnNames {

  /** The hint of a key that says nothing which could be missed. */
  static final String SILENT = "";

  private static final String MESH = "MOSN's own; a sidecar without a mesh does not use it";
  private static final String PLURAL = "no version of Layotto reads it; did you mean \"%s\"?";
  private static final String UNREAD = "no version of Layotto reads it";

  /** At the root. */
  static final Ignored ROOT =
      new Ignored(
          all(
              MESH,
              "admin",
              "cluster_manager",
              "close_graceful",
              "debug",
              "dynamic_resources",
              "extends",
              "inherit_old_mosnconfig",
              "mosn_config",
              "node",
              "pid",
              "plugin",
              "pprof",
              "service_registry",
              "static_resources",
              "third_part_codec",
              "uds_dir",
              "wasm_global_plugins"));

  /** In one of the servers. */
  static final Ignored SERVER =
      new Ignored(
          with(
              all(
                  MESH,
                  "go_max_procs",
                  "graceful_timeout",
                  "mosn_server_name",
                  "optimize_local_write",
                  "processor",
                  "routers",
                  "use_netpoll_mode"),
              Map.of(
                  "global_log_roller", "the log is not rolled: use logrotate or a log on stdout")));

  /** In one of the listeners. */
  static final Ignored LISTENER =
      new Ignored(
          with(
              all(
                  MESH,
                  "access_logs",
                  "connection_idle_timeout",
                  "default_read_buffer_size",
                  "inspector",
                  "listener_filters",
                  "log_level",
                  "log_path",
                  "original_dst",
                  "per_conn_buffer_limit_bytes",
                  "tunnel_listener",
                  "use_original_dst"),
              all(SILENT, "name", "type")));

  /** In one of a listener's filter chains. */
  static final Ignored FILTER_CHAIN = new Ignored(all(MESH, "match"));

  /** In a filter or a metrics sink. */
  static final Ignored FILTER =
      new Ignored(all("plug-ins of Go are not supported", "go_plugin_config"));

  /** In the settings of the filter {@code grpc}. */
  static final Ignored GRPC_FILTER = new Ignored(all(SILENT, "server_name"));

  /** In Layotto's own settings. */
  static final Ignored GRPC_CONFIG =
      new Ignored(
          with(
              all("API plug-ins of Layotto are not supported", "extends"),
              Map.of(
                  "states", PLURAL.formatted("state"),
                  "files", PLURAL.formatted("file"),
                  "locks", PLURAL.formatted("lock"),
                  "sequencers", PLURAL.formatted("sequencer"),
                  "config_stores", PLURAL.formatted("config_store"),
                  "secret_stores", PLURAL.formatted("secret_store"))));

  /** In the settings of the stream filter {@code flowControlFilter}. */
  static final Ignored FLOW_CONTROL =
      new Ignored(
          with(
              all(SILENT, "app_name", "log_path"),
              Map.of(
                  "action", "a refused call answers RESOURCE_EXHAUSTED",
                  "callback_name", "plug-ins of Go are not supported")));

  /** In one of its rules. */
  static final Ignored FLOW_RULE =
      new Ignored(
          with(
              all(SILENT, "id", "grade"),
              all(
                  "calls beyond the threshold are refused at once",
                  "controlBehavior",
                  "lowMemUsageThreshold",
                  "highMemUsageThreshold",
                  "maxQueueingTimeMs",
                  "memHighWaterMarkBytes",
                  "memLowWaterMarkBytes",
                  "refResource",
                  "relationStrategy",
                  "tokenCalculateStrategy",
                  "warmUpColdFactor",
                  "warmUpPeriodSec")));

  /** In the metrics. */
  static final Ignored METRICS =
      new Ignored(
          all(MESH, "flush_mosn", "lazy_flush", "sample", "shm_size", "shm_zone", "stats_matcher"));

  /** In the tracing. */
  static final Ignored TRACING = new Ignored(all("MOSN's old name for \"driver\"", "tracer"));

  /** In the settings of a metrics sink or a tracing driver. */
  static final Ignored TELEMETRY =
      new Ignored(
          all(
              "not supported",
              "disable_collect_go",
              "disable_collect_process",
              "disable_passive_flush",
              "percentiles",
              "pod_name",
              "sampler",
              "vmmode",
              "with_register"));

  /** The filters of a listener, by type. */
  static final Ignored FILTERS =
      new Ignored(
          Map.of(
              MosnFlowControl.TYPE,
              "it belongs to the stream_filters of a listener with grpc",
              "grpc_metric",
              "every call is counted without it",
              "tcpcopy",
              MESH));

  /** The kinds that Layotto has, by the sections that declare their instances. */
  private static final Map<String, String> KINDS =
      ignoringCase(
          Map.ofEntries(
              Map.entry("hellos", "hello"),
              Map.entry("state", "state"),
              Map.entry("lock", "lock"),
              Map.entry("sequencer", "sequencer"),
              Map.entry("file", "file"),
              Map.entry("secret_store", "secret"),
              Map.entry("secretStores", "secret"),
              Map.entry("config_store", "configuration"),
              Map.entry("pub_subs", "pubsub"),
              Map.entry("bindings", "binding"),
              Map.entry("rpcs", "invoke"),
              Map.entry("oss", "oss"),
              Map.entry("cryption", "cryption"),
              Map.entry("email", "email"),
              Map.entry("phone", "phone"),
              Map.entry("sms", "sms"),
              Map.entry("custom_component", "custom_component")));

  /** The component types that Layotto has, by our kind; of hellos it may have any. */
  private static final Map<String, Set<String>> TYPES =
      Map.of(
          "state",
          words(
              """
              in-memory redis consul azure.blobstorage azure.cosmosdb azure.tablestorage cassandra
              memcached mongodb zookeeper gcp.firestore postgresql sqlserver hazelcast
              cloudstate.crdt couchbase aerospike rethinkdb aws.dynamodb mysql
              """),
          "lock",
          words("redis_cluster redis zookeeper etcd consul mongo in-memory"),
          "sequencer",
          words("etcd redis zookeeper mongo in-memory mysql snowflake"),
          "file",
          words(
              """
              aliyun.oss aliOSS minio minioOSS aws.s3 awsOSS tencent.oss tencentCloudOSS qiniu.oss
              qiniuOSS hdfs local
              """),
          "secret",
          words(
              """
              kubernetes azure.keyvault hashicorp.vault aws.secretmanager aws.parameterstore
              gcp.secretmanager local.file local.env
              """));

  /** Keys of instances that nobody reads. */
  static final Ignored INSTANCE =
      new Ignored(
          Map.of(
              "segmentCacheEnable", UNREAD + "; ids are cached for WEAK calls only",
              "collecttionName", UNREAD + "; did you mean \"collectionName\"?",
              "databaseName ", UNREAD + "; did you mean \"databaseName\" without a blank?",
              "version", "the version of a component's settings, of which there is only one"));

  private MosnNames() {}

  /** The name of the kind whose instances the section declares. */
  static Optional<String> kind(String section) {
    return Optional.ofNullable(KINDS.get(section));
  }

  /** The sections that declare instances, with the names of their kinds. */
  static Map<String, String> sections() {
    return Collections.unmodifiableMap(KINDS);
  }

  /** In Layotto's own settings when only the kinds of these sections are installed. */
  static Ignored grpcConfigWithout(List<String> sections) {
    var absent = new TreeMap<>(KINDS);
    sections.forEach(absent::remove);
    absent.replaceAll((section, kind) -> "kind " + kind + " is not installed");
    return new Ignored(with(GRPC_CONFIG.hints, absent));
  }

  /** The component types of the kind that Layotto has; none when it may have any. */
  static Set<String> types(String kind) {
    return TYPES.getOrDefault(kind, Set.of());
  }

  /** Whether Layotto has, or may have, the component type. */
  static boolean knowsType(String kind, String type) {
    return kind.equals("hello") || TYPES.getOrDefault(kind, Set.of()).contains(type);
  }

  /** What to say of a key of an instance that nobody reads. */
  static Optional<String> deadKey(String kind, String key) {
    return kind.equals("hello")
        ? Optional.of("greeters have no settings but \"hello\"")
        : INSTANCE.hint(key);
  }

  private static Set<String> words(String text) {
    return Set.of(text.strip().split("\\s+"));
  }

  private static Map<String, String> all(String hint, String... keys) {
    return Stream.of(keys).collect(Collectors.toMap(key -> key, key -> hint));
  }

  private static Map<String, String> with(Map<String, String> some, Map<String, String> more) {
    return Stream.of(some, more)
        .flatMap(map -> map.entrySet().stream())
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static Map<String, String> ignoringCase(Map<String, String> map) {
    var sorted = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    sorted.putAll(map);
    return sorted;
  }

  /** Keys without effect, each with a hint. */
  record Ignored(Map<String, String> hints) {

    Ignored {
      hints = ignoringCase(hints);
    }

    /** What to say of {@code key}; {@link #SILENT} for nothing, empty when the key is unknown. */
    Optional<String> hint(String key) {
      return Optional.ofNullable(hints.get(key));
    }

    /** All keys, in order. */
    Collection<String> all() {
      return List.copyOf(hints.keySet());
    }
  }
}
