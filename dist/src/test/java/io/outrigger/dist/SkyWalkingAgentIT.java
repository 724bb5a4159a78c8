package io.outrigger.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.outrigger.proto.skywalking.v3.SegmentObject;
import io.outrigger.proto.skywalking.v3.SpanObject;
import io.outrigger.proto.skywalking.v3.SpanType;
import io.outrigger.runtime.config.ListenAddress;
import io.outrigger.runtime.server.ClientConnection;
import io.outrigger.testkit.redis.RedisServer;
import io.outrigger.testkit.trace.SkyWalkingCollector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sidecar with the SkyWalking Java agent, which Maven Central does not have whole. */
final class SkyWalkingAgentIT {

  private static final String VARIABLE = "OUTRIGGER_TEST_SKYWALKING_AGENT";

  @TempDir private Path directory;

  @Test
  void the_agents_trace_has_the_spans_of_components() throws Exception {
    Assumptions.assumeTrue(
        System.getenv(VARIABLE) != null,
        "Maven Central has no whole SkyWalking agent; " + VARIABLE + " names the directory of one");
    try (var redis = RedisServer.start();
        var collector = SkyWalkingCollector.start();
        var sidecar =
            SidecarProcess.start(
                directory,
                Standalone.config("redis.json", directory),
                "REDIS_HOST=" + redis.host(),
                "OUTRIGGER_AOT_CACHE=",
                "OUTRIGGER_JAVA_OPTS=-javaagent:" + agent(),
                "SW_AGENT_NAME=agent",
                "SW_AGENT_COLLECTOR_BACKEND_SERVICES=" + collector.address());
        var connection =
            new ClientConnection(ListenAddress.parse(sidecar.addresses().getFirst()), 4 << 20)) {
      TracedCalls.make(connection.channel(), Map.of("sw8", TracedCalls.SW8));

      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() -> {
            assertThat(ofTheTrace(collector, SpanType.Entry)).hasSize(4);
            assertThat(ofTheTrace(collector, SpanType.Exit))
                .extracting(SpanObject::getPeer)
                .contains(redis.host());
            assertThat(ofTheTrace(collector, SpanType.Local))
                .extracting(SpanObject::getOperationName)
                .anyMatch(name -> name.startsWith("file."));
          });
      assertThat(sidecar.log()).contains("the SkyWalking Java agent");
    }
  }

  private static List<SpanObject> ofTheTrace(SkyWalkingCollector collector, SpanType type) {
    return collector.segments().stream()
        .filter(segment -> segment.getTraceId().equals("3.4.5"))
        .map(SegmentObject::getSpansList)
        .flatMap(List::stream)
        .filter(span -> span.getSpanType() == type)
        .toList();
  }

  private static Path agent() {
    var given = Path.of(System.getenv(VARIABLE));
    return Files.isDirectory(given) ? given.resolve("skywalking-agent.jar") : given;
  }
}
