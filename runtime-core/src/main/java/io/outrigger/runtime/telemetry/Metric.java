package io.outrigger.runtime.telemetry;

import java.util.List;

/** What the runtime itself counts. Names are as Prometheus shows them. */
public enum Metric {
  /** From the headers of a call to its end. */
  CALLS(
      "outrigger_server_calls_seconds",
      Type.HISTOGRAM,
      "Calls of the app from their headers to their end, by gRPC status.",
      "service",
      "method",
      "code"),
  /** What has begun and not ended. */
  ACTIVE(
      "outrigger_server_calls_active",
      Type.GAUGE,
      "Calls and streams that go on.",
      "service",
      "method"),
  /** As they came over the wire. */
  RECEIVED(
      "outrigger_server_received_bytes_total",
      Type.COUNTER,
      "Bytes of requests, as they came.",
      "service",
      "method"),
  /** As they went over the wire. */
  SENT(
      "outrigger_server_sent_bytes_total",
      Type.COUNTER,
      "Bytes of responses, as they went.",
      "service",
      "method"),
  /** Through the guard. */
  OPERATIONS(
      "outrigger_component_operations_seconds",
      Type.HISTOGRAM,
      "Operations of components; the outcome is OK or the code of the failure.",
      "kind",
      "component",
      "type",
      "operation",
      "outcome"),
  /** As readiness says it. */
  UP("outrigger_component_up", Type.GAUGE, "Whether the instance can serve.", ofInstance()),
  /** Its door to virtual threads. */
  BLOCKING(
      "outrigger_component_blocking_operations",
      Type.GAUGE,
      "Operations that block a thread.",
      ofInstance()),
  /** Its door for files. */
  STREAMS("outrigger_component_streams", Type.GAUGE, "Streams of files.", ofInstance()),
  /** The first and those after failures. */
  START_ATTEMPTS(
      "outrigger_component_start_attempts_total", Type.COUNTER, "Attempts to start.", ofInstance()),
  /** Each is followed by another attempt. */
  START_FAILURES(
      "outrigger_component_start_failures_total",
      Type.COUNTER,
      "Attempts to start that failed.",
      ofInstance()),
  /** Of kind lock. */
  LOCKS_ACQUIRED(
      "outrigger_component_locks_acquired_total",
      Type.COUNTER,
      "Locks that were free and are taken.",
      ofInstance()),
  /** Of kind lock. */
  LOCKS_BUSY(
      "outrigger_component_locks_busy_total",
      Type.COUNTER,
      "Attempts to take a lock that another holds.",
      ofInstance()),
  /** Of kind lock. */
  LOCKS_RELEASED(
      "outrigger_component_locks_released_total",
      Type.COUNTER,
      "Locks that their owners gave back.",
      ofInstance()),
  /** Of kind lock. */
  LOCKS_RENEWED(
      "outrigger_component_locks_renewed_total",
      Type.COUNTER,
      "Leases that their owners prolonged.",
      ofInstance()),
  /** Of kind lock. */
  LOCKS_LOST(
      "outrigger_component_locks_lost_total",
      Type.COUNTER,
      "Locks that were given back or prolonged too late: expired, or another's by then.",
      ofInstance()),
  /** Of kind sequencer. */
  IDS("outrigger_component_ids_total", Type.COUNTER, "Ids that were handed out.", ofInstance()),
  /** Of tracing. */
  TRACES_SENT(
      "outrigger_traces_sent_total",
      Type.COUNTER,
      "Segments of traces, one for each recorded call, that the collector or the log has taken."),
  /** Of tracing. */
  TRACES_DROPPED(
      "outrigger_traces_dropped_total",
      Type.COUNTER,
      "Segments of traces that are lost: no room in the queue, or nobody knows that they arrived."),
  /** Of tracing. */
  TRACES_QUEUED("outrigger_traces_queued", Type.GAUGE, "Segments of traces that wait."),
  /** Of the access log. */
  ACCESS_LOG_WRITTEN(
      "outrigger_access_log_written_total", Type.COUNTER, "Calls that the access log has noted."),
  /** Of the access log. */
  ACCESS_LOG_DROPPED(
      "outrigger_access_log_dropped_total",
      Type.COUNTER,
      "Calls that are lost to the access log: no room in the queue, or its file could not be"
          + " written."),
  /** Of the event loops. */
  LAG(
      "outrigger_event_loop_lag_seconds",
      Type.HISTOGRAM,
      "How late an event loop comes to what it has to do, sampled twice a second.",
      "loop"),
  /** Of the event loops. */
  PENDING(
      "outrigger_event_loop_pending_tasks", Type.GAUGE, "What waits for an event loop.", "loop"),
  /** Of Netty. */
  DIRECT_MEMORY(
      "outrigger_netty_direct_memory_bytes",
      Type.GAUGE,
      "Memory outside the heap that network buffers take."),
  /** What is running. */
  BUILD(
      "outrigger_build_info", Type.GAUGE, "Always 1; what is running.", "version", "java_version");

  /** What kind of figure it is. */
  public enum Type {
    /** Only grows. */
    COUNTER,
    /** Grows and shrinks. */
    GAUGE,
    /** Counts durations in buckets from 0.1 ms to 10 s. */
    HISTOGRAM
  }

  private final String exposedName;
  private final Type type;
  private final String doc;
  private final String labels;

  Metric(String exposedName, Type type, String doc, String... labels) {
    this.exposedName = exposedName;
    this.type = type;
    this.doc = doc;
    this.labels = String.join(" ", labels);
  }

  private static String[] ofInstance() {
    return new String[] {"kind", "component", "type"};
  }

  /** As Prometheus shows it; of a histogram without {@code _bucket}, {@code _count} and so on. */
  public String exposedName() {
    return exposedName;
  }

  /** What kind of figure it is. */
  public Type type() {
    return type;
  }

  /** What it counts. */
  public String doc() {
    return doc;
  }

  /** The names of its labels. */
  public List<String> labels() {
    return labels.isEmpty() ? List.of() : List.of(labels.split(" ", -1));
  }

  /** As Micrometer wants it, which adds what Prometheus wants at the end. */
  String meterName() {
    return exposedName.replaceFirst("_total$", "").replace('_', '.');
  }
}
