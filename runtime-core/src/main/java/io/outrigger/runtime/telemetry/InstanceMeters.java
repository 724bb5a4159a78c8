package io.outrigger.runtime.telemetry;

import io.outrigger.runtime.component.ComponentTelemetry;
import io.outrigger.spi.ErrorCode;
import io.outrigger.spi.Meters;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Counts what instances do, and what they count themselves. Safe for use by many threads. */
final class InstanceMeters implements ComponentTelemetry {

  private final MeterStore store;

  InstanceMeters(MeterStore store) {
    this.store = store;
  }

  @Override
  public OfInstance of(String kind, String name, String type) {
    var labels = new String[] {"kind", kind, "component", name, "type", type};
    var meters = new NamedMeters(store, "outrigger_component_", labels);
    return new OfInstance() {
      @Override
      public Meters meters() {
        return meters;
      }

      @Override
      public OperationMeter operation(String operation) {
        return new Ends(store, kind, name, type, operation);
      }
    };
  }

  /** The ends of one operation; a histogram is made when there is the first of its outcome. */
  private static final class Ends implements OperationMeter {

    private final MeterStore store;
    private final String kind;
    private final String component;
    private final String type;
    private final String operation;

    private final Map<ErrorCode, LatencyHistogram> failures = new ConcurrentHashMap<>();
    private volatile @Nullable LatencyHistogram successes;

    Ends(MeterStore store, String kind, String component, String type, String operation) {
      this.store = store;
      this.kind = kind;
      this.component = component;
      this.type = type;
      this.operation = operation;
    }

    @Override
    public void ended(long nanos, @Nullable ErrorCode failure) {
      histogram(failure).record(nanos);
    }

    private LatencyHistogram histogram(@Nullable ErrorCode failure) {
      if (failure != null) {
        return failures.computeIfAbsent(failure, code -> made(code.name()));
      }
      var known = successes;
      if (known == null) {
        known = made("OK");
        successes = known;
      }
      return known;
    }

    private LatencyHistogram made(String outcome) {
      return store.histogram(
          Metric.OPERATIONS,
          "kind",
          kind,
          "component",
          component,
          "type",
          type,
          "operation",
          operation,
          "outcome",
          outcome);
    }
  }
}
