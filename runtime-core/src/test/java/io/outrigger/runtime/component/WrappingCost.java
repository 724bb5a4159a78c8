package io.outrigger.runtime.component;

import io.grpc.Metadata;
import io.grpc.Status;
import io.outrigger.runtime.api.CallLog;
import io.outrigger.runtime.api.CallMeters;
import io.outrigger.runtime.api.CallWatch;
import io.outrigger.runtime.config.MetricsSettings;
import io.outrigger.runtime.config.TracingSettings;
import io.outrigger.runtime.config.TracingSettings.Driver;
import io.outrigger.runtime.config.TracingSettings.Reporter;
import io.outrigger.runtime.telemetry.Metrics;
import io.outrigger.runtime.telemetry.trace.Tracing;
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
 * Prints what it costs to count and trace a call and the operation in it, in nanoseconds on one
 * thread: the best of several rounds, since a round can only be disturbed. At most 300 ns are
 * wanted of both together when the call is sampled out. A recorded one finds no room in the queue
 * here.
 */
final class WrappingCost {

  private static final int ROUNDS = 15;
  private static final int CALLS = 1_000_000;
  private static final String METHOD = "spec.proto.runtime.v1.Runtime/GetState";
  private static final String SW8 =
      "0-My40LjU=-MS4yLjM=-4-c2VydmljZQ==-aW5zdGFuY2U=-L2FwcA==-MTI3LjAuMC4xOjgwODA=";

  private WrappingCost() {}

  public static void main(String[] args) throws Exception {
    try (var metrics = Metrics.of(Optional.of(new MetricsSettings(0, "/metrics")));
        var never = tracing(0);
        var always = tracing(1)) {
      var none = Tracer.none();
      var counted = metrics.calls(List.of(METHOD));
      print("a call, not counted", calls(CallMeters.none(), none, headers()));
      print("a call, counted", calls(counted, none, headers()));
      print("a call, counted, sampled out", calls(counted, never.tracer(), headers()));
      print("the same with an sw8", calls(counted, never.tracer(), headersOfTraced()));
      print("an operation, not counted", operations(ComponentTelemetry.none(), none));
      print("an operation, counted", operations(metrics.components(), none));
      print("both, counted, sampled out", both(metrics, counted, never.tracer()));
      print("both, counted, recorded", both(metrics, counted, always.tracer()));
    }
  }

  /** Whose collector nobody is. */
  private static Tracing tracing(double rate) {
    return Tracing.start(
        Optional.of(
            new TracingSettings(
                Driver.SKYWALKING,
                Reporter.GRPC,
                Optional.of("127.0.0.1:1"),
                Optional.empty(),
                Optional.empty(),
                rate,
                500,
                Optional.empty(),
                Optional.empty())),
        "cost");
  }

  /** As many clients send them. */
  private static Metadata headers() {
    var headers = new Metadata();
    add(headers, "content-type", "application/grpc");
    add(headers, "user-agent", "grpc-java-netty/1.85.1");
    add(headers, "grpc-accept-encoding", "gzip");
    return headers;
  }

  private static Metadata headersOfTraced() {
    var headers = headers();
    add(headers, "sw8", SW8);
    return headers;
  }

  private static void add(Metadata headers, String name, String value) {
    headers.put(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER), value);
  }

  private static IntConsumer calls(CallMeters meters, Tracer tracer, Metadata headers) {
    var watch = new CallWatch(meters, tracer, CallLog.none());
    var name = METHOD.getBytes(StandardCharsets.ISO_8859_1);
    return i -> {
      // A name of its own, as every call that is read from the network has.
      var call =
          watch.newServerStreamTracer(new String(name, StandardCharsets.ISO_8859_1), headers);
      call.inboundWireSize(i);
      call.outboundWireSize(i);
      call.streamClosed(Status.OK);
    };
  }

  private static IntConsumer operations(ComponentTelemetry telemetry, Tracer tracer)
      throws Exception {
    Method get = StateStore.class.getMethod("get", Call.class, GetRequest.class);
    var operations =
        new Operations("state", "s", "fake", () -> "host:1", telemetry.of("state", "s", "fake"));
    return i -> {
      var span = tracer.entry(METHOD, header -> null);
      operations.begin(new CancellableCall(Long.MAX_VALUE, span), get).ended(null);
      span.end("OK", false);
    };
  }

  /** A little too much: each of them begins a span of its own. */
  private static IntConsumer both(Metrics metrics, CallMeters counted, Tracer tracer)
      throws Exception {
    var calls = calls(counted, tracer, headers());
    var operations = operations(metrics.components(), tracer);
    return i -> {
      calls.accept(i);
      operations.accept(i);
    };
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
    System.out.printf("%-30s %6.1f ns%n", what, best);
  }
}
