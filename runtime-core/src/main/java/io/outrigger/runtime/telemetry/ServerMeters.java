package io.outrigger.runtime.telemetry;

import io.grpc.Status;
import io.outrigger.runtime.api.CallMeters;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts the calls of every method that is served, and those of all others as {@code unknown}:
 * clients can make up names, and each would be a meter for ever. Safe for use by many threads.
 */
final class ServerMeters implements CallMeters {

  private static final String UNKNOWN = "unknown";

  private final Map<String, OfMethod> known = new HashMap<>();
  private final OfMethod unknown;

  /** Counts the methods of these full names. */
  ServerMeters(MeterStore store, Collection<String> methods) {
    for (var method : methods) {
      var slash = method.lastIndexOf('/');
      known.put(method, new Calls(store, method.substring(0, slash), method.substring(slash + 1)));
    }
    unknown = new Calls(store, UNKNOWN, UNKNOWN);
  }

  @Override
  public OfMethod of(String fullMethod) {
    return known.getOrDefault(fullMethod, unknown);
  }

  /** The calls of one method; its meters are made when it is first called. */
  private static final class Calls implements OfMethod {

    private final MeterStore store;
    private final String service;
    private final String method;
    private final AtomicBoolean shown = new AtomicBoolean();
    private final AtomicReferenceArray<LatencyHistogram> byCode =
        new AtomicReferenceArray<>(Status.Code.values().length);

    private final LongAdder active = new LongAdder();
    private final LongAdder received = new LongAdder();
    private final LongAdder sent = new LongAdder();

    Calls(MeterStore store, String service, String method) {
      this.store = store;
      this.service = service;
      this.method = method;
    }

    @Override
    public void began() {
      active.increment();
      if (!shown.getPlain()) {
        show();
      }
    }

    private void show() {
      if (shown.compareAndSet(false, true)) {
        store.gauge(Metric.ACTIVE, active::sum, "service", service, "method", method);
        store.counter(Metric.RECEIVED, received::sum, "service", service, "method", method);
        store.counter(Metric.SENT, sent::sum, "service", service, "method", method);
      }
    }

    @Override
    public void ended(Status.Code code, Sizes sizes) {
      active.decrement();
      received.add(sizes.receivedBytes());
      sent.add(sizes.sentBytes());
      var histogram = byCode.get(code.value());
      (histogram == null ? added(code) : histogram).record(sizes.nanos());
    }

    private LatencyHistogram added(Status.Code code) {
      var histogram =
          store.histogram(Metric.CALLS, "service", service, "method", method, "code", code.name());
      byCode.set(code.value(), histogram);
      return histogram;
    }
  }
}
