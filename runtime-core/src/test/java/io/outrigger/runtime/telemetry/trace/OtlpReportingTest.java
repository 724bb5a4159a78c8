package io.outrigger.runtime.telemetry.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import io.grpc.Metadata;
import io.outrigger.proto.otlp.v1.AnyValue;
import io.outrigger.proto.otlp.v1.KeyValue;
import io.outrigger.proto.otlp.v1.Span;
import io.outrigger.proto.otlp.v1.Span.SpanKind;
import io.outrigger.proto.otlp.v1.Status;
import io.outrigger.proto.otlp.v1.Status.StatusCode;
import io.outrigger.runtime.config.TracingSettings.Driver;
import io.outrigger.runtime.trace.Exit;
import io.outrigger.testkit.trace.OtlpCollector;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What arrives at an OpenTelemetry collector, field by field. */
final class OtlpReportingTest {

  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String PARENT = "00-" + TRACE + "-00f067aa0ba902b7-03";
  private static final String METHOD = "spec.proto.runtime.v1.Runtime/GetState";

  private final OtlpCollector collector = OtlpCollector.start();
  private final Tracing tracing = Setup.sending(Driver.OTLP, collector.address(), 500);

  @AfterEach
  void stop() {
    tracing.close();
    collector.close();
  }

  @Test
  void a_call_of_a_traced_caller() {
    var headers = Map.of("traceparent", PARENT, "tracestate", "vendor=1");
    long before = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
    Setup.call(tracing, headers);
    var spans = spans(2);

    assertThat(spans)
        .allSatisfy(span -> {
          assertThat(hex(span.getTraceId())).isEqualTo(TRACE);
          assertThat(span.getSpanId().size()).isEqualTo(8);
          assertThat(span.getTraceState()).isEqualTo("vendor=1");
          assertThat(span.getFlags()).isEqualTo(3);
          assertThat(span.getStartTimeUnixNano())
              .isBetween(before, before + TimeUnit.MINUTES.toNanos(1));
          assertThat(span.getEndTimeUnixNano()).isGreaterThanOrEqualTo(span.getStartTimeUnixNano());
          assertThat(span.getStatus()).isEqualTo(Status.getDefaultInstance());
        });
    var entry = spans.getFirst();
    assertThat(hex(entry.getParentSpanId())).isEqualTo("00f067aa0ba902b7");
    assertThat(entry.getName()).isEqualTo(METHOD);
    assertThat(entry.getKind()).isEqualTo(SpanKind.SPAN_KIND_SERVER);
    assertThat(attributes(entry.getAttributesList()))
        .isEqualTo(
            Map.of(
                "rpc.system", "grpc",
                "rpc.service", "spec.proto.runtime.v1.Runtime",
                "rpc.method", "GetState",
                "rpc.grpc.status_code", "0"));
    var exit = spans.getLast();
    assertThat(exit.getParentSpanId()).isEqualTo(entry.getSpanId());
    assertThat(exit.getSpanId()).isNotEqualTo(entry.getSpanId());
    assertThat(exit.getName()).isEqualTo("state.get");
    assertThat(exit.getKind()).isEqualTo(SpanKind.SPAN_KIND_CLIENT);
    assertThat(attributes(exit.getAttributesList()))
        .isEqualTo(
            Map.of(
                "outrigger.component", "s",
                "outrigger.component.type", "redis",
                "db.system.name", "redis",
                "db.operation.name", "state.get",
                "server.address", "redis",
                "server.port", "6379"));
  }

  @Test
  void a_call_that_begins_a_trace_and_fails() {
    var call = tracing.tracer().entry(METHOD, name -> null);
    call.exit(new Exit("file.put", "f", "local", "")).end("UNAVAILABLE", true);
    call.end("UNAVAILABLE", true);
    var spans = spans(2);

    var failed =
        Status.newBuilder().setCode(StatusCode.STATUS_CODE_ERROR).setMessage("UNAVAILABLE").build();
    assertThat(spans).extracting(Span::getStatus).containsExactly(failed, failed);
    assertThat(spans.getFirst().getParentSpanId()).isEmpty();
    assertThat(spans.getFirst().getTraceId().size()).isEqualTo(16);
    assertThat(spans.getLast().getKind()).isEqualTo(SpanKind.SPAN_KIND_INTERNAL);
    assertThat(attributes(spans.getLast().getAttributesList()))
        .containsEntry("error.type", "UNAVAILABLE")
        .doesNotContainKey("server.address");
  }

  @Test
  void what_a_caller_did_wrong_is_no_failure_of_the_server() {
    tracing.tracer().entry(METHOD, name -> null).end("NOT_FOUND", true);

    var span = spans(1).getFirst();
    assertThat(span.getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_UNSET);
    assertThat(attributes(span.getAttributesList())).containsEntry("rpc.grpc.status_code", "5");
  }

  @Test
  void a_backend_of_several_servers_is_named_by_its_first() {
    var call = tracing.tracer().entry(METHOD, name -> null);
    call.exit(new Exit("state.get", "m", "mongo", "a:1,[::1]:2")).end("OK", false);
    call.end("OK", false);

    assertThat(attributes(spans(2).getLast().getAttributesList()))
        .containsEntry("server.address", "a")
        .containsEntry("server.port", "1")
        .containsEntry("outrigger.peers", "a:1,[::1]:2");
  }

  @Test
  void the_process_is_told_and_the_token_is_shown() {
    Setup.call(tracing, Map.of());
    await().until(() -> !collector.requests().isEmpty());

    var resource = collector.requests().getFirst().getResourceSpans(0);
    assertThat(attributes(resource.getResource().getAttributesList()))
        .containsEntry("service.name", "orders-sidecar")
        .containsEntry("service.instance.id", "7@pod")
        .containsKeys("host.name", "process.pid");
    assertThat(resource.getScopeSpans(0).getScope().getName()).isEqualTo("io.outrigger");
    var token = Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
    assertThat(collector.headers().getFirst().get(token)).isEqualTo("letmein");
  }

  @Test
  void what_the_collector_does_not_take_is_counted_as_lost() {
    collector.reject(1);
    Setup.call(tracing, Map.of());

    await().untilAsserted(() -> assertThat(Setup.counts(tracing).dropped()).isEqualTo(1));
    assertThat(Setup.counts(tracing).sent()).isZero();
  }

  private List<Span> spans(int count) {
    await().until(() -> collector.spans().size() == count);
    return collector.spans();
  }

  private static String hex(ByteString bytes) {
    return HexFormat.of().formatHex(bytes.toByteArray());
  }

  private static Map<String, String> attributes(List<KeyValue> attributes) {
    return attributes.stream()
        .collect(Collectors.toMap(KeyValue::getKey, attribute -> text(attribute.getValue())));
  }

  private static String text(AnyValue value) {
    return value.hasIntValue() ? Long.toString(value.getIntValue()) : value.getStringValue();
  }
}
