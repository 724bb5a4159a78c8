package io.outrigger.runtime.telemetry.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.outrigger.runtime.config.TracingSettings;
import io.outrigger.runtime.config.TracingSettings.Driver;
import io.outrigger.runtime.config.TracingSettings.Reporter;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What a trace is on the log. */
final class LogReportingTest {

  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
  private final Logger logger = (Logger) LoggerFactory.getLogger("io.outrigger.trace");
  private final Tracing tracing =
      Tracing.start(
          Optional.of(
              new TracingSettings(
                  Driver.SKYWALKING,
                  Reporter.LOG,
                  Optional.empty(),
                  Optional.empty(),
                  Optional.empty(),
                  1,
                  500,
                  Optional.empty(),
                  Optional.empty())),
          "orders");

  @BeforeEach
  void listen() {
    logger.setLevel(Level.INFO);
    logged.start();
    logger.addAppender(logged);
  }

  @AfterEach
  void stop() {
    tracing.close();
    logger.detachAppender(logged);
    logger.setLevel(null);
  }

  @Test
  void a_call_is_one_line() {
    Setup.call(tracing, Map.of());
    await().until(() -> !logged.list.isEmpty());

    assertThat(logged.list).hasSize(1);
    assertThat(logged.list.getFirst().getLevel()).isEqualTo(Level.INFO);
    assertThat(logged.list.getFirst().getFormattedMessage())
        .matches(
            "trace=[0-9a-f]{32} span=[0-9a-f]{32}-0 method=/spec.proto.runtime.v1.Runtime/GetState"
                + " code=OK ms=\\d+\\.\\d{3}"
                + " exits=\\[state.get redis@redis:6379 OK \\d+\\.\\d{3} ms\\]");
  }

  @Test
  void a_caller_cannot_forge_a_line() {
    tracing.tracer().entry("a.B/C\nERROR", name -> null).end("UNIMPLEMENTED", true);
    await().until(() -> !logged.list.isEmpty());

    assertThat(logged.list.getFirst().getFormattedMessage())
        .contains("method=/a.B/C?ERROR")
        .doesNotContain("\n");
  }
}
