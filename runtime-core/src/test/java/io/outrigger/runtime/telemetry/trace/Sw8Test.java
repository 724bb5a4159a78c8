package io.outrigger.runtime.telemetry.trace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That {@code sw8} is written and read as SkyWalking's agents do it. */
final class Sw8Test {

  private static final String GOLDEN =
      "1-My40LjU=-MS4yLjM=-4-c2VydmljZQ==-aW5zdGFuY2U=-L2FwcA==-MTI3LjAuMC4xOjgwODA=";

  private static final Sw8 DECODED =
      new Sw8(true, "3.4.5", "1.2.3", 4, "service", "instance", "/app", "127.0.0.1:8080");

  @Test
  void a_header_is_read() {
    assertThat(Sw8.of(GOLDEN)).isEqualTo(DECODED);
  }

  @Test
  void a_header_is_written() {
    assertThat(DECODED).hasToString(GOLDEN);
  }

  @Test
  void a_header_of_a_trace_that_is_not_recorded_is_read() {
    var header = Objects.requireNonNull(Sw8.of("0" + GOLDEN.substring(1)));

    assertThat(header.isSampled()).isFalse();
  }

  @Test
  void text_outside_of_ascii_survives() {
    var header = new Sw8(true, "t", "s", 0, "dienst-ä", "实例", "/päth", "host:1");

    assertThat(header.toString()).matches("[\\x21-\\x7e]+");
    assertThat(Sw8.of(header.toString())).isEqualTo(header);
  }

  @Test
  void a_text_that_is_missing_is_a_dash_since_agents_refuse_empty_ones() {
    var header = new Sw8(true, "t", "s", 0, "service", "instance", "/app", "");

    assertThat(header.toString()).endsWith("-LQ==");
    assertThat(Sw8.of(header.toString())).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        "1-My40LjU=",
        "2-My40LjU=-MS4yLjM=-4-c2VydmljZQ==-aW5zdGFuY2U=-L2FwcA==-MTI3LjAuMC4xOjgwODA=",
        "1-My40LjU=-MS4yLjM=-4-c2VydmljZQ==-aW5zdGFuY2U=-L2FwcA==",
        "1-My40LjU=-MS4yLjM=-4-c2VydmljZQ==-aW5zdGFuY2U=-L2FwcA==-MTI3LjAuMC4xOjgwODA=-",
        "1-My40LjU=-MS4yLjM=--1-c2VydmljZQ==-aW5zdGFuY2U=-L2FwcA==-MTI3LjAuMC4xOjgwODA=",
        "1-My40LjU=-MS4yLjM=-x-c2VydmljZQ==-aW5zdGFuY2U=-L2FwcA==-MTI3LjAuMC4xOjgwODA=",
        "1-My40LjU=-MS4yLjM=-99999999999-c2VydmljZQ==-aW5zdGFuY2U=-L2FwcA==-MTI3LjAuMC4xOjgwODA=",
        "1--MS4yLjM=-4-c2VydmljZQ==-aW5zdGFuY2U=-L2FwcA==-MTI3LjAuMC4xOjgwODA=",
        "1-!!!-MS4yLjM=-4-c2VydmljZQ==-aW5zdGFuY2U=-L2FwcA==-MTI3LjAuMC4xOjgwODA="
      })
  void what_is_not_right_is_no_header(String text) {
    assertThat(Sw8.of(text)).isNull();
  }

  @Test
  void a_trace_cannot_forge_lines_of_a_log() {
    var forged = Base64.getEncoder().encodeToString("t\nERROR all is lost".getBytes(UTF_8));

    assertThat(Sw8.of(GOLDEN.replace("My40LjU=", forged))).isNull();
  }

  @Test
  void no_header_is_none() {
    assertThat(Sw8.of(null)).isNull();
  }
}
