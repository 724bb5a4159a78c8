package io.outrigger.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.outrigger.proto.layotto.v1.GetStateRequest;
import io.outrigger.proto.layotto.v1.RuntimeGrpc;
import io.outrigger.runtime.config.ListenAddress;
import io.outrigger.runtime.server.ClientConnection;
import io.outrigger.testkit.program.Programs;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A sidecar that a real Prometheus reads, and the questions of the dashboard and the alert rules to
 * it.
 */
final class PrometheusIT {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir private Path directory;

  @Test
  void prometheus_finds_in_a_sidecar_whatever_is_asked_for() throws Exception {
    assumeTrue(Programs.find("prometheus").isPresent(), "prometheus (Debian's) is not installed");
    var config = Standalone.config(directory).replaceFirst("\\{", "{\"metrics\": {\"port\": 0},");
    try (var sidecar = SidecarProcess.start(directory, config);
        var prometheus = Prometheus.start(directory, "127.0.0.1:" + sidecar.metricsPort())) {
      call(sidecar);

      await()
          .atMost(LIMIT)
          .ignoreExceptions()
          .untilAsserted(() ->
              assertThat(
                      prometheus.ask(
                          "outrigger_server_calls_seconds_count{method='GetState'} == 1"))
                  .hasSize(1));
      assertThat(prometheus.ask("up == 1")).hasSize(1);
      for (var figure : MonitoringFiles.figures()) {
        assertThat(prometheus.ask(figure)).as(figure).isNotEmpty();
      }
      for (var question : MonitoringFiles.questions()) {
        await()
            .atMost(LIMIT)
            .untilAsserted(() -> assertThat(prometheus.ask(question)).as(question).isNotEmpty());
      }
      await()
          .atMost(LIMIT)
          .untilAsserted(() ->
              assertThat(prometheus.rules())
                  .isNotEmpty()
                  .allSatisfy(rule -> {
                    assertThat(rule.get("health")).as(rule.toString()).isEqualTo("ok");
                    assertThat(rule.get("state")).as(rule.toString()).isEqualTo("inactive");
                  }));
    }
  }

  private static void call(SidecarProcess sidecar) {
    var address = ListenAddress.parse(sidecar.addresses().getFirst());
    try (var connection = new ClientConnection(address, 1 << 20)) {
      var request = GetStateRequest.newBuilder().setStoreName("state_demo").setKey("k").build();
      var _ = RuntimeGrpc.newBlockingStub(connection.channel()).getState(request);
    }
  }
}
