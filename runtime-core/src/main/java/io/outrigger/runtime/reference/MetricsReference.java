package io.outrigger.runtime.reference;

import io.outrigger.runtime.telemetry.Metric;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The reference of what is counted, as a page in Markdown. */
public final class MetricsReference {

  private static final List<List<String>> PROCESS =
      List.of(
          List.of("`jvm_memory_*`, `jvm_buffer_*`", "heap, other pools, and buffers outside it"),
          List.of("`jvm_gc_*`", "collections, their pauses, what is taken, what lives on"),
          List.of("`jvm_threads_*`", "platform threads and their states"),
          List.of("`jvm_classes_*`", "loaded classes"),
          List.of("`process_cpu_*`, `system_cpu_*`, `system_load_average_1m`", "CPU"),
          List.of("`process_files_*`", "file descriptors, open and at most"),
          List.of("`process_resident_memory_bytes`", "memory that the process takes; on Linux"),
          List.of("`process_uptime_seconds`, `process_start_time_seconds`", "since when it runs"));

  private MetricsReference() {}

  /** The page. */
  public static String page() {
    return ReferencePages.page(
        List.of(
            "# Metrics",
            "The section [`metrics`](config.md#metrics) of a config, or the sink `prometheus` of a"
                + " MOSN config, switches them on; without it nothing is counted. They are served at"
                + " `http://HOST:34903/metrics`, on every interface, and at `/metrics` of the"
                + " [actuator](config.md#actuator), if there is one: as Prometheus's text, or as"
                + " OpenMetrics for who asks for it.",
            "## The sidecar's own",
            table("| name | type | labels | |\n| --- | --- | --- | --- |\n", ours()),
            "A histogram `X` has the samples `X_bucket`, `X_count` and `X_sum`; its buckets go from"
                + " 0.1 ms to 10 s. Labels have values that the config and the APIs know: methods"
                + " that clients make up share `unknown`. A meter appears when it first counts"
                + " something.",
            "## Of components",
            "`outrigger_component_*` with the labels `kind`, `component` and `type`, by the names"
                + " that a component gives them (`context.meters()`): at most 64 for each instance."
                + " The Redis components show `redis_queued`, for example.",
            "## Of the process",
            "By the names that Micrometer gives them:",
            table("| names | |\n| --- | --- |\n", PROCESS)));
  }

  private static List<List<String>> ours() {
    return Arrays.stream(Metric.values()).map(MetricsReference::row).toList();
  }

  private static List<String> row(Metric metric) {
    return List.of(
        "`" + metric.exposedName() + "`",
        metric.type().name().toLowerCase(Locale.ROOT),
        SettingsTable.codes(metric.labels()),
        metric.doc());
  }

  private static String table(String head, List<List<String>> rows) {
    return rows.stream()
        .map(row -> SettingsTable.row(row.toArray(String[]::new)))
        .collect(Collectors.joining("\n", head, ""));
  }
}
