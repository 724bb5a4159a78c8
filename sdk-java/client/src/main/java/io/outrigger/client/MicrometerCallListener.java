package io.outrigger.client;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Times calls in a registry of Micrometer, which the application must have: timer {@code
 * outrigger.client.calls} with the tags {@code method}, {@code store} and {@code outcome}, counter
 * {@code outrigger.client.retries} with {@code method} and {@code store}.
 */
public final class MicrometerCallListener implements CallListener {

  private record Series(String method, String store, String outcome) {}

  private final MeterRegistry registry;
  private final ConcurrentHashMap<Series, Timer> timers = new ConcurrentHashMap<>();

  /** Times calls in {@code registry}. */
  public MicrometerCallListener(MeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void ended(FinishedCall call) {
    timers
        .computeIfAbsent(new Series(call.method(), call.store(), call.outcome()), this::timer)
        .record(call.elapsed());
    if (call.attempts() > 1) {
      registry
          .counter("outrigger.client.retries", "method", call.method(), "store", call.store())
          .increment(call.attempts() - 1.0);
    }
  }

  private Timer timer(Series series) {
    return Timer.builder("outrigger.client.calls")
        .description("Calls of the sidecar as the application sees them.")
        .tag("method", series.method())
        .tag("store", series.store())
        .tag("outcome", series.outcome())
        .register(registry);
  }
}
