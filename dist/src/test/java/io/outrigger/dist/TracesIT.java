package io.outrigger.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import io.grpc.TlsServerCredentials;
import io.outrigger.proto.otlp.v1.Span;
import io.outrigger.proto.otlp.v1.Span.SpanKind;
import io.outrigger.proto.skywalking.v3.SegmentObject;
import io.outrigger.proto.skywalking.v3.SpanType;
import io.outrigger.runtime.config.ListenAddress;
import io.outrigger.runtime.server.ClientConnection;
import io.outrigger.testkit.redis.Certificates;
import io.outrigger.testkit.redis.RedisServer;
import io.outrigger.testkit.trace.OtlpCollector;
import io.outrigger.testkit.trace.SkyWalkingCollector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * That a trace is whole: the caller's span, the sidecar's, and that of Redis or of the files, each
 * with the one before as its parent.
 */
final class TracesIT {

  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String PARENT = "00f067aa0ba902b7";

  private static RedisServer redis;

  @TempDir private Path directory;

  @BeforeAll
  static void start() throws Exception {
    redis = RedisServer.start();
  }

  @AfterAll
  static void stop() {
    redis.close();
  }

  @Test
  void at_a_skywalking_collector() throws Exception {
    try (var collector = SkyWalkingCollector.start()) {
      calls(ours("skywalking", collector.address(), ""), Map.of("sw8", TracedCalls.SW8));

      assertWhole(collector);
      assertThat(collector.segments())
          .allSatisfy(segment -> assertThat(segment.getService()).isEqualTo("app1"));
    }
  }

  @Test
  void at_a_skywalking_collector_behind_tls_by_a_config_of_layotto() throws Exception {
    var certificates = Certificates.make(directory, "127.0.0.1");
    try (var collector =
        SkyWalkingCollector.start(
            TlsServerCredentials.create(
                certificates.certificate().toFile(), certificates.key().toFile()))) {
      var tls = ", 'tls': {'cert_file': '" + certificates.authority() + "'}";
      calls(layottos(collector.address(), tls), Map.of("sw8", TracedCalls.SW8));

      assertWhole(collector);
      assertThat(collector.segments())
          .allSatisfy(segment -> assertThat(segment.getService()).isEqualTo("from-layotto"));
    }
  }

  @Test
  void at_an_opentelemetry_collector() throws Exception {
    try (var collector = OtlpCollector.start()) {
      calls(
          ours("otlp", collector.address(), ""),
          Map.of("traceparent", "00-" + TRACE + "-" + PARENT + "-01"));

      assertWhole(collector);
    }
  }

  @Test
  void at_a_collector_that_wants_to_know_its_clients() throws Exception {
    var certificates = Certificates.make(directory, "127.0.0.1");
    var certificate = certificates.certificate();
    var key = certificates.key();
    var credentials =
        TlsServerCredentials.newBuilder()
            .keyManager(certificate.toFile(), key.toFile())
            .trustManager(certificates.authority().toFile())
            .clientAuth(TlsServerCredentials.ClientAuth.REQUIRE)
            .build();
    try (var collector = SkyWalkingCollector.start(credentials)) {
      var tls =
          ", 'tls': {'cert_file': '%s', 'client_cert_file': '%s', 'client_key_file': '%s'}"
              .formatted(certificates.authority(), certificate, key);
      calls(ours("skywalking", collector.address(), tls), Map.of("sw8", TracedCalls.SW8));

      assertWhole(collector);
    }
  }

  @Test
  void a_collector_that_nobody_vouches_for_is_told_nothing_and_calls_go_on() throws Exception {
    var other = Files.createDirectory(directory.resolve("other"));
    var certificates = Certificates.make(directory, "127.0.0.1");
    var trusted = Certificates.make(other, "127.0.0.1");
    try (var collector =
        OtlpCollector.start(
            TlsServerCredentials.create(
                certificates.certificate().toFile(), certificates.key().toFile()))) {
      var tls = ", 'tls': {'cert_file': '" + trusted.authority() + "'}";
      calls(ours("otlp", collector.address(), tls), Map.of());

      assertThat(collector.requests()).isEmpty();
    }
  }

  @Test
  void on_the_log() throws Exception {
    var config = Standalone.config("redis.json", directory);
    var tracing = "{\"tracing\": {\"driver\": \"skywalking\"},";
    var log = calls(config.replaceFirst("\\{", tracing), Map.of("sw8", TracedCalls.SW8));

    assertThat(log.lines().filter(line -> line.contains("trace=3.4.5")))
        .hasSize(4)
        .anyMatch(line -> line.contains("Runtime/GetState code=OK") && line.contains("state.get"));
    assertThat(log).doesNotContain("hidden");
  }

  @Test
  void a_file_that_is_no_certificate_is_a_problem_of_the_config() throws Exception {
    var tls = ", 'tls': {'cert_file': '" + directory.resolve("none.pem") + "'}";
    var config = ours("otlp", "127.0.0.1:4317", tls);
    var file = Files.writeString(directory.resolve("broken.json"), config);

    var outcome = SidecarProcess.run("run", "-c", file.toString());

    assertThat(outcome.code()).isEqualTo(78);
    assertThat(outcome.err()).contains("tracing: tls: ").contains("none.pem");
  }

  private void assertWhole(SkyWalkingCollector collector) {
    await().until(() -> collector.segments().size() == TracedCalls.METHODS.length);
    assertThat(collector.segments())
        .extracting(segment -> segment.getSpans(0).getOperationName())
        .containsExactlyInAnyOrderElementsOf(
            List.of(TracedCalls.METHODS).stream()
                .map(method -> "/spec.proto.runtime.v1.Runtime/" + method)
                .toList());
    for (var segment : collector.segments()) {
      assertThat(segment.getTraceId()).isEqualTo("3.4.5");
      var entry = segment.getSpans(0);
      assertThat(entry.getSpanType()).isEqualTo(SpanType.Entry);
      assertThat(entry.getRefsList())
          .singleElement()
          .satisfies(parent -> {
            assertThat(parent.getParentTraceSegmentId()).isEqualTo("1.2.3");
            assertThat(parent.getParentSpanId()).isEqualTo(4);
          });
      assertExit(segment);
      assertThat(segment.toString()).doesNotContain("hidden", "piece");
    }
  }

  private static void assertExit(SegmentObject segment) {
    var exits = segment.getSpansList().subList(1, segment.getSpansCount());
    boolean isFile = segment.getSpans(0).getOperationName().endsWith("File");
    assertThat(exits)
        .isNotEmpty()
        .allSatisfy(exit -> {
          assertThat(exit.getParentSpanId()).isZero();
          assertThat(exit.getSpanType()).isEqualTo(isFile ? SpanType.Local : SpanType.Exit);
          assertThat(exit.getPeer()).isEqualTo(isFile ? "" : redis.host());
          assertThat(exit.getIsError()).isFalse();
        });
  }

  private void assertWhole(OtlpCollector collector) {
    await().until(() -> entries(collector).size() == TracedCalls.METHODS.length);
    assertThat(collector.spans())
        .allSatisfy(span -> assertThat(hex(span.getTraceId())).isEqualTo(TRACE));
    for (var entry : entries(collector)) {
      assertThat(hex(entry.getParentSpanId())).isEqualTo(PARENT);
      boolean isFile = entry.getName().endsWith("File");
      assertThat(collector.spans())
          .filteredOn(span -> span.getParentSpanId().equals(entry.getSpanId()))
          .isNotEmpty()
          .allSatisfy(exit ->
              assertThat(exit.getKind())
                  .isEqualTo(isFile ? SpanKind.SPAN_KIND_INTERNAL : SpanKind.SPAN_KIND_CLIENT));
    }
    assertThat(collector.requests().toString()).doesNotContain("hidden", "piece");
  }

  private static List<Span> entries(OtlpCollector collector) {
    return collector.spans().stream()
        .filter(span -> span.getKind() == SpanKind.SPAN_KIND_SERVER)
        .toList();
  }

  private static String hex(ByteString bytes) {
    return HexFormat.of().formatHex(bytes.toByteArray());
  }

  /** Makes the calls, stops the sidecar so that it sends everything, and gives its log. */
  private String calls(String config, Map<String, String> headers) throws Exception {
    try (var sidecar = SidecarProcess.start(directory, config, "REDIS_HOST=" + redis.host())) {
      var address = ListenAddress.parse(sidecar.addresses().getFirst());
      try (var connection = new ClientConnection(address, 4 << 20)) {
        TracedCalls.make(connection.channel(), headers);
      }
      assertThat(sidecar.terminate()).isZero();
      return sidecar.log();
    }
  }

  private String ours(String driver, String collector, String more) throws IOException {
    var tracing =
        "{'tracing': {'driver': '%s', 'reporter': 'grpc', 'backend_service': '%s'%s},"
            .formatted(driver, collector, more)
            .replace('\'', '"');
    return Standalone.config("redis.json", directory).replaceFirst("\\{", tracing);
  }

  /** One of Layotto's samples, with Layotto's tracing and a store of files besides. */
  private String layottos(String collector, String more) throws IOException {
    var tracing =
        ("{'tracing': {'enable': true, 'driver': 'SkyWalking', 'config': {'reporter': 'gRPC',"
                + " 'service_name': 'from-layotto', 'backend_service': '%s'%s}},")
            .formatted(collector, more)
            .replace('\'', '"');
    var file =
        "'file': {'file_demo': {'type': 'local', 'metadata': {'root': '%s'}}}, 'state':"
            .formatted(directory.resolve("files"))
            .replace('\'', '"');
    return Files.readString(LayottoSample.ROOT.resolve("head/config_redis.json"))
        .replaceAll("(localhost|127\\.0\\.0\\.1):6380", redis.host())
        .replace("127.0.0.1:34904", "127.0.0.1:0")
        .replace("127.0.0.1:34999", "127.0.0.1:0")
        .replaceFirst("\"state\":", file)
        .replaceFirst("\\{", tracing);
  }
}
