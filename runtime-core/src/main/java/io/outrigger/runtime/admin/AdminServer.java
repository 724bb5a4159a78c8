package io.outrigger.runtime.admin;

import io.outrigger.runtime.component.DownInstance;
import io.outrigger.runtime.config.ActuatorSettings;
import io.outrigger.runtime.config.ListenAddress;
import io.outrigger.runtime.config.MetricsSettings;
import io.outrigger.runtime.config.RuntimeConfig;
import io.outrigger.runtime.http.HttpHandler;
import io.outrigger.runtime.http.HttpLimits;
import io.outrigger.runtime.http.HttpServer;
import io.outrigger.runtime.server.EventLoops;
import io.outrigger.runtime.server.ListenException;
import io.outrigger.runtime.telemetry.Build;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a sidecar serves over HTTP of itself, as far as its config asks for it: the actuator, and
 * the page that Prometheus reads. It is there from before the components start until they are
 * closed. Started and stopped once; its phases may be entered by any thread.
 */
public final class AdminServer {

  private static final Logger log = LoggerFactory.getLogger(AdminServer.class);

  private final EventLoops loops;
  private final RuntimeConfig config;
  private final Readiness readiness;
  private final Optional<HttpHandler> page;
  private final Optional<HttpServer> actuator;
  private final Optional<HttpServer> metrics;

  /**
   * Where it is reached.
   *
   * @param actuator empty for nowhere
   * @param metrics empty for nowhere
   */
  public record Addresses(List<ListenAddress> actuator, List<ListenAddress> metrics) {

    /** Copies the lists. */
    public Addresses {
      actuator = List.copyOf(actuator);
      metrics = List.copyOf(metrics);
    }
  }

  /**
   * Prepares it; nothing is bound yet.
   *
   * @param down the instances that cannot serve now
   * @param page what Prometheus reads
   */
  public AdminServer(
      RuntimeConfig config,
      EventLoops loops,
      Supplier<List<DownInstance>> down,
      Optional<HttpHandler> page) {
    this.config = config;
    this.loops = loops;
    this.readiness = new Readiness(config.instances(), down);
    this.page = page;
    this.actuator = config.telemetry().actuator().map(this::actuator);
    this.metrics = config.telemetry().metrics().map(this::metrics);
  }

  private HttpServer actuator(ActuatorSettings settings) {
    var logger = new LocalOnly(settings.token(), new LoggerEndpoint(config.instances()));
    var endpoints = new Actuator(readiness, info(), logger, page);
    return server("actuator.listen", endpoints);
  }

  private HttpServer metrics(MetricsSettings settings) {
    return server(
        "metrics.port",
        question ->
            question.path().equals(settings.endpoint())
                ? page.map(figures -> figures.answer(question)).orElseGet(Actuator::nothing)
                : Actuator.nothing());
  }

  private HttpServer server(String setting, HttpHandler handler) {
    return new HttpServer(loops, setting, HttpLimits.SMALL, handler);
  }

  /** In Layotto's shape, where the time that it was compiled is the one that it was started at. */
  private Map<String, ?> info() {
    var started = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    var app = new LinkedHashMap<String, Object>();
    app.put("name", "Outrigger");
    app.put("version", Build.version());
    app.put("compiled", started);
    app.put("started", started);
    app.put("app_id", config.app().appId());
    return Map.of("app", app);
  }

  /**
   * Binds the addresses of the config; the readiness says from now on that the sidecar starts.
   *
   * @return what is listened on
   * @throws ListenException when an address cannot be bound
   */
  public Addresses start() {
    var telemetry = config.telemetry();
    try {
      return new Addresses(
          start("actuator", actuator, telemetry.actuator().map(ActuatorSettings::listen)),
          start("metrics", metrics, telemetry.metrics().map(AdminServer::everywhere)));
    } catch (RuntimeException e) {
      stop();
      throw e;
    }
  }

  private static List<ListenAddress> everywhere(MetricsSettings settings) {
    return List.of(new ListenAddress.Tcp("0.0.0.0", settings.port()));
  }

  private static List<ListenAddress> start(
      String api, Optional<HttpServer> server, Optional<List<ListenAddress>> addresses) {
    if (server.isEmpty()) {
      return List.of();
    }
    var bound = server.get().start(addresses.orElseThrow());
    log.info("event=listening api={} addresses={}", api, bound);
    return bound;
  }

  /** The readiness says from now on how the instances are. */
  public void running() {
    readiness.enter(Readiness.Phase.RUNNING);
  }

  /** The readiness says from now on that the sidecar stops. */
  public void stopping() {
    readiness.enter(Readiness.Phase.STOPPING);
  }

  /** Ends all connections, with the answers that are being made. */
  public void stop() {
    actuator.ifPresent(HttpServer::stop);
    metrics.ifPresent(HttpServer::stop);
  }
}
