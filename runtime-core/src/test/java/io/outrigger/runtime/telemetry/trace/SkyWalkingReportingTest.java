package io.outrigger.runtime.telemetry.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.grpc.Metadata;
import io.outrigger.proto.skywalking.v3.InstancePingPkg;
import io.outrigger.proto.skywalking.v3.KeyStringValuePair;
import io.outrigger.proto.skywalking.v3.RefType;
import io.outrigger.proto.skywalking.v3.SegmentObject;
import io.outrigger.proto.skywalking.v3.SegmentReference;
import io.outrigger.proto.skywalking.v3.SpanLayer;
import io.outrigger.proto.skywalking.v3.SpanObject;
import io.outrigger.proto.skywalking.v3.SpanType;
import io.outrigger.runtime.config.TracingSettings.Driver;
import io.outrigger.runtime.trace.Exit;
import io.outrigger.runtime.trace.Span;
import io.outrigger.testkit.trace.SkyWalkingCollector;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What arrives at a SkyWalking collector, field by field. */
final class SkyWalkingReportingTest {

  private static final String SW8 =
      "1-My40LjU=-MS4yLjM=-4-c2VydmljZQ==-aW5zdGFuY2U=-L2FwcA==-MTI3LjAuMC4xOjgwODA=";

  private final SkyWalkingCollector collector = SkyWalkingCollector.start();
  private final Tracing tracing = Setup.sending(Driver.SKYWALKING, collector.address(), 500);

  @AfterEach
  void stop() {
    tracing.close();
    collector.close();
  }

  @Test
  void a_call_of_a_traced_caller() {
    long before = System.currentTimeMillis();
    var segment =
        segment(
            Map.of("sw8", SW8),
            call -> {
              call.exit(Setup.GET).end("OK", false);
              call.end("OK", false);
            });

    assertThat(segment.getTraceId()).isEqualTo("3.4.5");
    assertThat(segment.getTraceSegmentId()).matches("[0-9a-f]{32}");
    assertThat(segment.getService()).isEqualTo("orders-sidecar");
    assertThat(segment.getServiceInstance()).isEqualTo("7@pod");
    assertThat(segment.getIsSizeLimited()).isFalse();
    assertThat(segment.getSpansList()).hasSize(2);
    var times = segment.getSpansList().stream().map(SpanObject::getStartTime).toList();
    assertThat(times).allSatisfy(time -> assertThat(time).isBetween(before, before + 60_000));

    assertThat(withoutTimes(segment.getSpans(0)))
        .isEqualTo(
            SpanObject.newBuilder()
                .setSpanId(0)
                .setParentSpanId(-1)
                .setOperationName("/spec.proto.runtime.v1.Runtime/GetState")
                .setSpanType(SpanType.Entry)
                .setSpanLayer(SpanLayer.RPCFramework)
                .setComponentId(23)
                .addTags(tag("rpc.status_code", "OK"))
                .addRefs(
                    SegmentReference.newBuilder()
                        .setRefType(RefType.CrossProcess)
                        .setTraceId("3.4.5")
                        .setParentTraceSegmentId("1.2.3")
                        .setParentSpanId(4)
                        .setParentService("service")
                        .setParentServiceInstance("instance")
                        .setParentEndpoint("/app")
                        .setNetworkAddressUsedAtPeer("127.0.0.1:8080"))
                .build());
    assertThat(withoutTimes(segment.getSpans(1)))
        .isEqualTo(
            SpanObject.newBuilder()
                .setSpanId(1)
                .setParentSpanId(0)
                .setOperationName("state.get")
                .setPeer("redis:6379")
                .setSpanType(SpanType.Exit)
                .setSpanLayer(SpanLayer.Cache)
                .setComponentId(7)
                .addTags(tag("component", "s"))
                .addTags(tag("component.type", "redis"))
                .addTags(tag("cache.type", "Redis"))
                .addTags(tag("cache.op", "read"))
                .addTags(tag("cache.cmd", "state.get"))
                .build());
  }

  @Test
  void a_call_that_begins_a_trace_and_fails() {
    var segment =
        segment(
            Map.of(),
            call -> {
              call.exit(new Exit("lock.tryLock", "m", "mongo", "a:27017,b:27017"))
                  .end("UNAVAILABLE", true);
              call.end("UNAVAILABLE", true);
            });

    assertThat(segment.getTraceId()).matches("[0-9a-f]{32}");
    assertThat(segment.getSpans(0).getRefsList()).isEmpty();
    assertThat(segment.getSpans(0).getIsError()).isTrue();
    assertThat(tags(segment.getSpans(0))).containsEntry("rpc.status_code", "UNAVAILABLE");
    var exit = segment.getSpans(1);
    assertThat(exit.getIsError()).isTrue();
    assertThat(exit.getSpanLayer()).isEqualTo(SpanLayer.Database);
    assertThat(exit.getComponentId()).isEqualTo(9);
    assertThat(exit.getPeer()).isEqualTo("a:27017,b:27017");
    assertThat(tags(exit))
        .containsEntry("error.code", "UNAVAILABLE")
        .containsEntry("db.type", "MongoDB");
  }

  @Test
  void work_in_this_process_is_no_exit() {
    var segment =
        segment(
            Map.of(),
            call -> {
              call.exit(new Exit("state.set", "s", "in-memory", "")).end("OK", false);
              call.end("OK", false);
            });

    assertThat(segment.getSpans(1).getSpanType()).isEqualTo(SpanType.Local);
    assertThat(segment.getSpans(1).getPeer()).isEmpty();
  }

  @Test
  void made_up_methods_share_a_name_when_there_are_too_many() {
    for (int i = 0; i < 400; i++) {
      var call = tracing.tracer().entry("made.Up/Method" + i, name -> null);
      call.end("UNIMPLEMENTED", true);
    }
    await().untilAsserted(() -> assertThat(collector.segments()).hasSize(400));

    var names =
        collector.segments().stream()
            .map(segment -> segment.getSpans(0).getOperationName())
            .collect(Collectors.toSet());
    assertThat(names).hasSize(101).contains("/unknown");
  }

  @Test
  void the_collector_hears_of_the_instance_and_the_token_comes_with_everything() {
    await().untilAsserted(() -> assertThat(collector.pings()).isNotEmpty());

    assertThat(collector.pings().getFirst())
        .isEqualTo(
            InstancePingPkg.newBuilder()
                .setService("orders-sidecar")
                .setServiceInstance("7@pod")
                .build());
    var properties = collector.properties().getFirst();
    assertThat(properties.getService()).isEqualTo("orders-sidecar");
    assertThat(properties.getServiceInstance()).isEqualTo("7@pod");
    assertThat(properties.getPropertiesList())
        .extracting(KeyStringValuePair::getKey)
        .contains("language", "hostname", "OS Name", "Process No.");
    Setup.call(tracing, Map.of());
    await().untilAsserted(() -> assertThat(collector.segments()).hasSize(1));
    var token = Metadata.Key.of("authentication", Metadata.ASCII_STRING_MARSHALLER);
    assertThat(collector.headers())
        .hasSize(3)
        .allSatisfy(headers -> assertThat(headers.get(token)).isEqualTo("letmein"));
  }

  private SegmentObject segment(Map<String, String> headers, Consumer<Span> work) {
    work.accept(tracing.tracer().entry("spec.proto.runtime.v1.Runtime/GetState", headers::get));
    await().until(() -> !collector.segments().isEmpty());
    return collector.segments().getFirst();
  }

  private static SpanObject withoutTimes(SpanObject span) {
    assertThat(span.getEndTime()).isGreaterThanOrEqualTo(span.getStartTime());
    return span.toBuilder().clearStartTime().clearEndTime().build();
  }

  private static KeyStringValuePair tag(String key, String value) {
    return KeyStringValuePair.newBuilder().setKey(key).setValue(value).build();
  }

  private static Map<String, String> tags(SpanObject span) {
    return span.getTagsList().stream()
        .collect(Collectors.toMap(KeyStringValuePair::getKey, KeyStringValuePair::getValue));
  }
}
