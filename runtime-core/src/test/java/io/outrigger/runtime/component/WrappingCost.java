package io.outrigger.runtime.component;

import io.grpc.Metadata;
import io.grpc.Status;
import io.outrigger.runtime.api.CallLog;
import io.outrigger.runtime.api.CallMeters;
import io.outrigger.runtime.api.CallWatch;
import io.outrigger.runtime.config.MetricsSettings;
import io.outrigger.runtime.telemetry.Metrics;
import io.outrigger.runtime.trace.Tracer;
import io.outrigger.spi.Call;
import io.outrigger.spi.state.GetRequest;
import io.outrigger.spi.state.StateStore;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;

/**
 * Prints what it costs to count a call and the operation in it, with a tracer that records nothing,
 * in nanoseconds on one thread: the best of several rounds, since a round can only be disturbed.
 */
final class WrappingCost {

  private static final int ROUNDS = 15;
  private static final int CALLS = 1_000_000;
  private static final String METHOD = "spec.proto.runtime.v1.Runtime/GetState";

  private WrappingCost() {}

  public static void main(String[] args) throws Exception {
    try (var metrics = Metrics.of(Optional.of(new MetricsSettings(0, "/metrics")))) {
      print("a call, not counted  ", calls(CallMeters.none()));
      print("a call, counted      ", calls(metrics.calls(List.of(METHOD))));
      print("an operation, not    ", operations(ComponentTelemetry.none()));
      print("an operation, counted", operations(metrics.components()));
    }
  }

  private static IntConsumer calls(CallMeters meters) {
    var watch = new CallWatch(meters, Tracer.none(), CallLog.none());
    var headers = new Metadata();
    var name = METHOD.getBytes(StandardCharsets.ISO_8859_1);
    return i -> {
      // A name of its own, as every call that is read from the network has.
      var tracer =
          watch.newServerStreamTracer(new String(name, StandardCharsets.ISO_8859_1), headers);
      tracer.inboundWireSize(i);
      tracer.outboundWireSize(i);
      tracer.streamClosed(Status.OK);
    };
  }

  private static IntConsumer operations(ComponentTelemetry telemetry) throws Exception {
    Method get = StateStore.class.getMethod("get", Call.class, GetRequest.class);
    var operations =
        new Operations("state", "s", "fake", () -> "host:1", telemetry.of("state", "s", "fake"));
    var call = new CancellableCall(Long.MAX_VALUE);
    return i -> operations.begin(call, get).ended(null);
  }

  private static void print(String what, IntConsumer work) {
    double best = Double.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      var began = System.nanoTime();
      for (int i = 0; i < CALLS; i++) {
        work.accept(i);
      }
      best = Math.min(best, (System.nanoTime() - began) / (double) CALLS);
    }
    System.out.printf("%s %6.1f ns%n", what, best);
  }
}
