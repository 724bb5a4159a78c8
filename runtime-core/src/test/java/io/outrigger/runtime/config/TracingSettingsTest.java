package io.outrigger.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.runtime.config.TracingSettings.Driver;
import io.outrigger.runtime.config.TracingSettings.Reporter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the section {@code tracing} may say, and what Layotto's says. */
final class TracingSettingsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'driver': 'zipkin' | driver: \"zipkin\" (expected: one of skywalking, otlp)",
        "'driver': 'otlp', 'reporter': 'grpc' |"
            + " reporter: grpc without backend_service (expected: host:port of the collector)",
        "'driver': 'otlp', 'backend_service': 'http://c:4317' |"
            + " backend_service: \"http://c:4317\" (expected: host:port of the collector)",
        "'driver': 'otlp', 'backend_service': 'collector' |"
            + " backend_service: \"collector\" (expected: host:port of the collector)",
        "'driver': 'otlp', 'sample_rate': 1.5 | sample_rate: 1.5 (expected: 0 to 1)",
        "'driver': 'otlp', 'sample_rate': -1 | sample_rate: -1.0 (expected: 0 to 1)",
        "'driver': 'otlp', 'max_send_queue_size': 0 | max_send_queue_size: 0 (expected: >= 1)",
        "'driver': 'otlp', 'tls': {'client_cert_file': 'x'} | client_cert_file and client_key_file:"
            + " one without the other (expected: both or none)"
      })
  void what_makes_no_sense_is_refused(String json, String problem) {
    assertThat(Binding.of(TracingSettings.class, object(json)).texts()).containsExactly(problem);
  }

  @Test
  void layottos_keys_are_read() {
    var tracing =
        MosnConfigs.read(
                MosnConfigs.root(
                    "'tracing': {'enable': true, 'driver': 'SkyWalking', 'config': {"
                        + "'reporter': 'gRPC', 'backend_service': 'c:11800', 'service_name': 's',"
                        + " 'max_send_queue_size': 9, 'authentication': 'secret', 'tls':"
                        + " {'cert_file': 'ca.pem', 'server_name_override': 'c'}}}"))
            .telemetry()
            .tracing()
            .orElseThrow();

    assertThat(tracing.driver()).isEqualTo(Driver.SKYWALKING);
    assertThat(tracing.reporter()).isEqualTo(Reporter.GRPC);
    assertThat(tracing.backendService()).contains("c:11800");
    assertThat(tracing.serviceName()).contains("s");
    assertThat(tracing.maxSendQueueSize()).isEqualTo(9);
    assertThat(tracing.authentication().orElseThrow().reveal()).isEqualTo("secret");
    var tls = tracing.tls().orElseThrow();
    assertThat(tls.certFile()).contains(Path.of("ca.pem"));
    assertThat(tls.serverNameOverride()).contains("c");
    assertThat(tracing.sampleRate()).isEqualTo(1);
  }

  @Test
  void tracing_that_is_switched_on_is_no_warning() {
    var json = MosnConfigs.root("'tracing': {'enable': true, 'driver': 'SkyWalking'}");

    assertThat(MosnConfigs.warnings(json)).isEmpty();
  }

  private static String object(String members) {
    return ('{' + members + '}').replace('\'', '"');
  }
}
