package io.outrigger.runtime.admin;

import io.outrigger.runtime.http.HttpAnswer;
import io.outrigger.runtime.http.HttpHandler;
import io.outrigger.runtime.http.HttpQuestion;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The endpoints of the actuator at Layotto's paths: {@code /actuator/NAME} and what may follow. Any
 * method reads, and what follows a path that is known is of no account. What is not known is
 * answered with 404 and nothing else. Safe for use by many threads.
 */
final class Actuator implements HttpHandler {

  private static final String METRICS = "/metrics";

  private final Readiness readiness;
  private final Map<String, ?> info;
  private final HttpHandler logger;
  private final Optional<HttpHandler> metrics;

  /**
   * The endpoints.
   *
   * @param info what is running
   * @param logger the levels of the log
   * @param metrics the page that Prometheus reads
   */
  Actuator(
      Readiness readiness, Map<String, ?> info, HttpHandler logger, Optional<HttpHandler> metrics) {
    this.readiness = readiness;
    this.info = info;
    this.logger = logger;
    this.metrics = metrics;
  }

  @Override
  public HttpAnswer answer(HttpQuestion question) {
    if (question.path().equals(METRICS)) {
      return metrics.map(page -> page.answer(question)).orElseGet(Actuator::nothing);
    }
    var names = Arrays.asList(question.path().split("/", -1));
    if (names.size() < 3 || !names.get(1).equals("actuator")) {
      return nothing();
    }
    return switch (names.get(2)) {
      case "health" -> health(names.subList(3, names.size()));
      case "info" -> Answers.json(Answers.OK, info);
      case "logger" -> logger.answer(question);
      default -> nothing();
    };
  }

  private HttpAnswer health(List<String> rest) {
    return switch (rest.isEmpty() ? "" : rest.getFirst()) {
      case "liveness" -> health(readiness.liveness());
      case "startup" -> health(readiness.startup());
      case "readiness", "" -> health(readiness.readiness());
      default -> nothing();
    };
  }

  /** 503 and not Layotto's 500: it says "not now", and a defect stays distinguishable. */
  private static HttpAnswer health(Readiness.Report report) {
    boolean isUp = report.status() == Readiness.Status.UP;
    return Answers.json(isUp ? Answers.OK : Answers.UNAVAILABLE, report.toJson());
  }

  /** The answer where there is nothing. */
  static HttpAnswer nothing() {
    return HttpAnswer.empty(Answers.NOT_FOUND);
  }
}
