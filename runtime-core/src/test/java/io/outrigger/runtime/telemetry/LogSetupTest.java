package io.outrigger.runtime.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.logging.ConsoleHandler;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.bridge.SLF4JBridgeHandler;

final class LogSetupTest {

  private final PrintStream stderr = System.err;
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final LoggerContext context = new LoggerContext();

  @BeforeEach
  void configure() {
    System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
    new LogSetup().configure(context);
    context.setMDCAdapter(new LogbackMDCAdapter());
  }

  @AfterEach
  void restore() {
    System.setErr(stderr);
    context.stop();
  }

  @ParameterizedTest
  @ValueSource(strings = {"io.grpc.internal.ServerImpl", "io.netty.channel.Pipeline"})
  void what_a_client_can_bring_about_is_a_line(String logger) {
    var failure = new IllegalStateException("first\nsecond", new IOException("cause"));

    context.getLogger(logger).warn("Exception processing message", failure);

    assertThat(written.toString(StandardCharsets.UTF_8).lines())
        .singleElement()
        .asString()
        .contains("WARN")
        .endsWith("Exception processing message java.lang.IllegalStateException: first");
  }

  @Test
  void a_message_of_several_lines_is_cut_for_them() {
    context.getLogger("io.grpc.Any").warn("one\r\ntwo");

    assertThat(written.toString(StandardCharsets.UTF_8)).endsWith(" WARN  Any one\n");
  }

  @Test
  void what_they_merely_tell_is_dropped() {
    context.getLogger("io.grpc.netty.NettyServerTransport").info("Transport failed");

    assertThat(written.size()).isZero();
  }

  @Test
  void our_own_defects_keep_their_stack() {
    context.getLogger("io.outrigger.Any").error("defect", new IllegalStateException("why"));

    assertThat(written.toString(StandardCharsets.UTF_8))
        .contains("defect")
        .contains("IllegalStateException: why")
        .contains("\tat ");
  }

  @Test
  void java_util_logging_goes_the_same_way() {
    assertThat(SLF4JBridgeHandler.isInstalled()).isTrue();
    assertThat(Logger.getLogger("").getHandlers())
        .hasSize(1)
        .noneMatch(ConsoleHandler.class::isInstance);
  }
}
