package io.outrigger.runtime.telemetry.trace;

import com.google.protobuf.ByteString;
import io.grpc.Status.Code;
import io.outrigger.proto.otlp.v1.AnyValue;
import io.outrigger.proto.otlp.v1.ExportTraceServiceRequest;
import io.outrigger.proto.otlp.v1.InstrumentationScope;
import io.outrigger.proto.otlp.v1.KeyValue;
import io.outrigger.proto.otlp.v1.Resource;
import io.outrigger.proto.otlp.v1.ResourceSpans;
import io.outrigger.proto.otlp.v1.ScopeSpans;
import io.outrigger.proto.otlp.v1.Span;
import io.outrigger.proto.otlp.v1.Span.SpanKind;
import io.outrigger.proto.otlp.v1.Status;
import io.outrigger.proto.otlp.v1.Status.StatusCode;
import io.outrigger.runtime.telemetry.Build;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Writes segments as OTLP has them, by OpenTelemetry's names for attributes of RPC and databases.
 * Used by one thread.
 */
final class OtlpSpans {

  private static final String SCOPE = "io.outrigger";

  /** Failures of the server, and not of its callers. */
  private static final List<Code> SERVER_FAILURES =
      List.of(
          Code.UNKNOWN,
          Code.DEADLINE_EXCEEDED,
          Code.UNIMPLEMENTED,
          Code.INTERNAL,
          Code.UNAVAILABLE,
          Code.DATA_LOSS);

  private final Resource resource;
  private final OperationNames names = new OperationNames();

  OtlpSpans(Identity identity) {
    resource =
        Resource.newBuilder()
            .addAttributes(text("service.name", identity.service()))
            .addAttributes(text("service.instance.id", identity.instance()))
            .addAttributes(text("host.name", Identity.host()))
            .addAttributes(number("process.pid", ProcessHandle.current().pid()))
            .build();
  }

  ExportTraceServiceRequest write(List<Segment> segments) {
    var spans =
        ScopeSpans.newBuilder()
            .setScope(InstrumentationScope.newBuilder().setName(SCOPE).setVersion(Build.version()));
    for (var segment : segments) {
      spans.addSpans(entry(segment));
      segment.exits().forEach(exit -> spans.addSpans(exit(segment, exit)));
    }
    return ExportTraceServiceRequest.newBuilder()
        .addResourceSpans(ResourceSpans.newBuilder().setResource(resource).addScopeSpans(spans))
        .build();
  }

  private Span entry(Segment segment) {
    var end = segment.ending();
    var name = names.of(segment).substring(1);
    int slash = name.lastIndexOf('/');
    var code = Code.valueOf(end.code());
    var span =
        span(segment, 0, name)
            .setKind(SpanKind.SPAN_KIND_SERVER)
            .setStartTimeUnixNano(segment.beganEpochNanos())
            .setEndTimeUnixNano(segment.epochNanos(end.nanos()))
            .addAttributes(text("rpc.system", "grpc"))
            .addAttributes(text("rpc.service", slash < 0 ? "" : name.substring(0, slash)))
            .addAttributes(text("rpc.method", name.substring(slash + 1)))
            .addAttributes(number("rpc.grpc.status_code", code.value()));
    var parent = TraceParent.of(segment.caller().traceparent());
    if (parent != null) {
      span.setParentSpanId(bytes(parent.span()));
      span.setTraceState(Objects.requireNonNullElse(segment.caller().tracestate(), ""));
    }
    if (SERVER_FAILURES.contains(code)) {
      fail(span, end.code());
    }
    return span.build();
  }

  private static Span exit(Segment segment, ExitSpan exit) {
    var what = exit.what();
    var span =
        span(segment, exit.id(), what.operation())
            .setParentSpanId(bytes(W3cPropagation.spanId(segment, exit.parent())))
            .setTraceState(state(segment))
            .setKind(
                what.peer().isEmpty() ? SpanKind.SPAN_KIND_INTERNAL : SpanKind.SPAN_KIND_CLIENT)
            .setStartTimeUnixNano(exit.beganEpochNanos())
            .setEndTimeUnixNano(exit.endedEpochNanos())
            .addAttributes(text("outrigger.component", what.instance()))
            .addAttributes(text("outrigger.component.type", what.type()));
    var technology = Technology.of(what.type());
    if (technology == Technology.REDIS || technology == Technology.MONGODB) {
      span.addAttributes(text("db.system.name", technology.shown().toLowerCase(Locale.ROOT)))
          .addAttributes(text("db.operation.name", what.operation()));
    }
    addPeer(span, what.peer());
    if (exit.ending().isFailure()) {
      fail(span, exit.ending().code());
    }
    return span.build();
  }

  private static String state(Segment segment) {
    return TraceParent.of(segment.caller().traceparent()) == null
        ? ""
        : Objects.requireNonNullElse(segment.caller().tracestate(), "");
  }

  private static Span.Builder span(Segment segment, int id, String name) {
    var place = W3cPropagation.place(segment, id);
    return Span.newBuilder()
        .setTraceId(bytes(place.traceHigh(), place.traceLow()))
        .setSpanId(bytes(place.span()))
        .setFlags(place.flags())
        .setName(name);
  }

  private static void fail(Span.Builder span, String code) {
    span.setStatus(Status.newBuilder().setCode(StatusCode.STATUS_CODE_ERROR).setMessage(code))
        .addAttributes(text("error.type", code));
  }

  /** The first of the backend's addresses, and all of them when there are more. */
  private static void addPeer(Span.Builder span, String peer) {
    if (peer.isEmpty()) {
      return;
    }
    var all = peer.split("[,;]", -1);
    int colon = all[0].lastIndexOf(':');
    if (colon > 0 && all[0].substring(colon + 1).matches("\\d{1,5}")) {
      span.addAttributes(text("server.address", all[0].substring(0, colon)))
          .addAttributes(number("server.port", Long.parseLong(all[0].substring(colon + 1))));
    } else {
      span.addAttributes(text("server.address", all[0]));
    }
    if (all.length > 1) {
      span.addAttributes(text("outrigger.peers", peer));
    }
  }

  private static KeyValue text(String key, String value) {
    return attribute(key, AnyValue.newBuilder().setStringValue(value));
  }

  private static KeyValue number(String key, long value) {
    return attribute(key, AnyValue.newBuilder().setIntValue(value));
  }

  private static KeyValue attribute(String key, AnyValue.Builder value) {
    return KeyValue.newBuilder().setKey(key).setValue(value).build();
  }

  private static ByteString bytes(long... numbers) {
    var buffer = ByteBuffer.allocate(numbers.length * Long.BYTES);
    for (var number : numbers) {
      buffer.putLong(number);
    }
    return ByteString.copyFrom(buffer.flip());
  }
}
