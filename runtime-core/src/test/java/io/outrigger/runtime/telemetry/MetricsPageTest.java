package io.outrigger.runtime.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.runtime.http.HttpAnswer;
import io.outrigger.runtime.http.HttpQuestion;
import io.outrigger.spi.Bytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class MetricsPageTest {

  /** What Prometheus 2 and 3 send, which would rather have a format that we do not speak. */
  private static final String PROMETHEUS =
      "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited"
          + ";q=0.6,application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.4";

  private static final String PROTOBUF_ONLY =
      "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited";

  private final MeterStore store = new MeterStore();
  private final MetricsPage page = new MetricsPage(store);

  @BeforeEach
  void count() {
    store.counter("outrigger.tests", "Tests.").increment();
  }

  @Test
  void whoever_says_nothing_gets_the_text_format() {
    var answer = page.answer(question("GET", Map.of()));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.headers())
        .containsEntry("content-type", "text/plain; version=0.0.4; charset=utf-8");
    assertThat(answer.body().toUtf8())
        .contains("# TYPE outrigger_tests_total counter\noutrigger_tests_total 1.0\n")
        .doesNotContain("# EOF");
  }

  @Test
  void prometheus_gets_open_metrics() {
    var answer = page.answer(question("GET", Map.of("accept", PROMETHEUS)));

    assertThat(answer.headers().get("content-type")).startsWith("application/openmetrics-text");
    assertThat(answer.body().toUtf8())
        .contains("# TYPE outrigger_tests counter\n")
        .endsWith("# EOF\n");
  }

  @Test
  void whoever_wants_a_format_that_is_not_spoken_gets_text() {
    var answer = page.answer(question("GET", Map.of("accept", PROTOBUF_ONLY)));

    assertThat(answer.headers().get("content-type")).startsWith("text/plain");
  }

  @Test
  void whoever_takes_it_gets_it_compressed() throws IOException {
    var answer = page.answer(question("GET", Map.of("accept-encoding", "deflate, gzip;q=1.0")));

    assertThat(answer.headers()).containsEntry("content-encoding", "gzip");
    assertThat(unzipped(answer)).contains("outrigger_tests_total 1.0");
  }

  @Test
  void it_can_only_be_read() {
    assertThat(page.answer(question("POST", Map.of())).status()).isEqualTo(405);
  }

  private static String unzipped(HttpAnswer answer) throws IOException {
    try (var in = new GZIPInputStream(new ByteArrayInputStream(answer.body().toArray()))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static HttpQuestion question(String method, Map<String, String> headers) {
    return new HttpQuestion(method, "/metrics", headers, Bytes.empty(), false);
  }
}
