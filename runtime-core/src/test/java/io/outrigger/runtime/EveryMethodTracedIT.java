package io.outrigger.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.outrigger.proto.otlp.v1.Span;
import io.outrigger.proto.otlp.v1.Span.SpanKind;
import io.outrigger.proto.skywalking.v3.SpanObject;
import io.outrigger.runtime.fake.FakeStateStore;
import io.outrigger.runtime.fake.Fakes;
import io.outrigger.runtime.fake.RawCalls;
import io.outrigger.runtime.server.ClientConnection;
import io.outrigger.testkit.trace.OtlpCollector;
import io.outrigger.testkit.trace.SkyWalkingCollector;
import java.util.List;
import org.junit.jupiter.api.Test;

/** That each call of each method of each service is one entry span, streaming or not. */
final class EveryMethodTracedIT {

  @Test
  void for_skywalking() {
    try (var collector = SkyWalkingCollector.start()) {
      var methods = called("skywalking", collector.address());

      await()
          .untilAsserted(() ->
              assertThat(collector.segments())
                  .extracting(segment -> segment.getSpans(0))
                  .extracting(SpanObject::getOperationName)
                  .containsExactlyInAnyOrderElementsOf(
                      methods.stream().map(method -> '/' + method).toList()));
    }
  }

  @Test
  void for_opentelemetry() {
    try (var collector = OtlpCollector.start()) {
      var methods = called("otlp", collector.address());

      await()
          .untilAsserted(() ->
              assertThat(collector.spans())
                  .filteredOn(span -> span.getKind() == SpanKind.SPAN_KIND_SERVER)
                  .extracting(Span::getName)
                  .containsExactlyInAnyOrderElementsOf(methods));
    }
  }

  /** The full names of all methods, each of which has been called once. */
  private static List<String> called(String driver, String collector) {
    var config = Fakes.config(new FakeStateStore(), config(driver, collector));
    try (var sidecar = Sidecar.start("test.json", config);
        var connection = new ClientConnection(sidecar.addresses().getFirst(), 1 << 20)) {
      var methods = RawCalls.everyMethod(connection.channel());
      assertThat(methods)
          .extracting(MethodDescriptor::getType)
          .contains(
              MethodType.UNARY,
              MethodType.SERVER_STREAMING,
              MethodType.CLIENT_STREAMING,
              MethodType.BIDI_STREAMING);
      // The list of methods has been read by one call of the reflection's method.
      methods.stream()
          .filter(method -> !ServerReflectionGrpc.SERVICE_NAME.equals(method.getServiceName()))
          .forEach(method -> RawCalls.once(connection.channel(), method));
      return methods.stream().map(MethodDescriptor::getFullMethodName).toList();
    }
  }

  private static String config(String driver, String collector) {
    return """
    {"server": {"listen": ["127.0.0.1:0"], "graceful_stop_timeout": "0s"},
     "tracing": {"driver": "%s", "reporter": "grpc", "backend_service": "%s"},
     "components": {"state": {"s": {"type": "fake"}}, "hello": {"h": {"type": "fake"}}}}
    """
        .formatted(driver, collector);
  }
}
