package io.outrigger.runtime.admin;

import io.outrigger.runtime.component.DownInstance;
import io.outrigger.runtime.config.InstanceConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whether the sidecar can serve, and each of its instances. Safe for use by many threads. */
final class Readiness {

  /** In the order of a sidecar's life. */
  enum Phase {
    /** Components are being started, and addresses bound. */
    STARTING(Status.INIT, "starting"),
    /** Calls are served. */
    RUNNING(Status.UP, ""),
    /** Calls are served to their end. */
    STOPPING(Status.DOWN, "shutdown");

    private final Status status;
    private final String reason;

    Phase(Status status, String reason) {
      this.status = status;
      this.reason = reason;
    }

    private Part part() {
      return new Part(status, Map.of("reason", reason));
    }
  }

  /** Layotto's words for how something is, from bad to good. */
  enum Status {
    DOWN,
    INIT,
    UP
  }

  /**
   * How everything is.
   *
   * @param status of the whole: as bad as the worst of its parts
   * @param components each part's name, and how it is
   */
  record Report(Status status, Map<String, Part> components) {

    private static Report of(Map<String, Part> components) {
      var worst =
          components.values().stream().map(Part::status).min(Status::compareTo).orElse(Status.UP);
      return new Report(worst, components);
    }

    /** As Layotto writes it. */
    Map<String, ?> toJson() {
      var parts = new LinkedHashMap<String, Object>();
      components.forEach((name, part) -> parts.put(name, part.toJson()));
      var json = new LinkedHashMap<String, Object>();
      json.put("status", status.name());
      json.put("components", parts);
      return json;
    }
  }

  /**
   * How one part is.
   *
   * @param details facts by name; none are not written
   */
  record Part(Status status, Map<String, String> details) {

    private Map<String, ?> toJson() {
      var json = new LinkedHashMap<String, Object>();
      json.put("status", status.name());
      if (!details.isEmpty()) {
        json.put("details", details);
      }
      return json;
    }
  }

  private static final String STARTUP = "runtime_startup";

  private final List<String> instances;
  private final Supplier<List<DownInstance>> down;
  private volatile Phase phase = Phase.STARTING;

  /** The readiness of a sidecar with these instances, of which {@code down} cannot serve. */
  Readiness(List<InstanceConfig> instances, Supplier<List<DownInstance>> down) {
    this.instances = instances.stream().map(one -> label(one.kind().name(), one.name())).toList();
    this.down = down;
  }

  private static String label(String kind, String name) {
    return kind + '/' + name;
  }

  void enter(Phase next) {
    phase = next;
  }

  /** How the process is: whoever can ask finds it alive, whatever its components do. */
  Report liveness() {
    return Report.of(Map.of(STARTUP, new Part(Status.UP, Map.of("reason", ""))));
  }

  /** Whether calls are served: what an app waits for that is to start after its sidecar. */
  Report startup() {
    return Report.of(Map.of(STARTUP, phase.part()));
  }

  /** How the sidecar and each of its instances is; reasons hold no secrets. */
  Report readiness() {
    var now = phase;
    var reasons =
        down.get().stream()
            .collect(Collectors.toMap(one -> label(one.kind(), one.name()), DownInstance::reason));
    var parts = new LinkedHashMap<String, Part>();
    parts.put(STARTUP, now.part());
    instances.forEach(label -> parts.put(label, part(now, reasons.get(label))));
    return Report.of(parts);
  }

  /** What cannot serve while the sidecar starts may just not be that far. */
  private static Part part(Phase now, @Nullable String reason) {
    if (reason == null) {
      return new Part(Status.UP, Map.of());
    }
    var status = now == Phase.STARTING ? Status.INIT : Status.DOWN;
    return new Part(status, Map.of("reason", reason));
  }
}
