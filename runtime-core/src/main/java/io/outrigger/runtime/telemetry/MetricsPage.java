package io.outrigger.runtime.telemetry;

import io.outrigger.runtime.http.HttpAnswer;
import io.outrigger.runtime.http.HttpHandler;
import io.outrigger.runtime.http.HttpQuestion;
import io.outrigger.spi.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;

/**
 * All figures as Prometheus reads them: its text format, or OpenMetrics for who asks for it;
 * compressed for who takes that. Safe for use by many threads.
 */
final class MetricsPage implements HttpHandler {

  private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";
  private static final String OPEN_METRICS =
      "application/openmetrics-text; version=1.0.0; charset=utf-8";

  private final MeterStore store;

  MetricsPage(MeterStore store) {
    this.store = store;
  }

  @Override
  public HttpAnswer answer(HttpQuestion question) {
    if (!question.method().equals("GET") && !question.method().equals("HEAD")) {
      return HttpAnswer.empty(405).with("allow", "GET, HEAD");
    }
    var accepted = question.header("accept").orElse("");
    var type = accepted.contains("application/openmetrics-text") ? OPEN_METRICS : TEXT;
    return question.header("accept-encoding").orElse("").contains("gzip")
        ? HttpAnswer.of(200, type, page(type, true)).with("content-encoding", "gzip")
        : HttpAnswer.of(200, type, page(type, false));
  }

  private Bytes page(String type, boolean isCompressed) {
    var bytes = new ByteArrayOutputStream(64 * 1024);
    try (var out = isCompressed ? new GZIPOutputStream(bytes) : bytes) {
      store.registry().scrape(out, type);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Bytes.wrap(bytes.toByteArray());
  }
}
