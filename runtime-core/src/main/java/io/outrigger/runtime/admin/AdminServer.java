package io.outrigger.runtime.admin;

import io.outrigger.runtime.component.DownInstance;
import io.outrigger.runtime.config.ActuatorSettings;
import io.outrigger.runtime.config.ListenAddress;
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
 * What a sidecar serves over HTTP of itself, as far as its config asks for it: the actuator. It is
 * there from before the components start until they are closed. Started and stopped once; its
 * phases may be entered by any thread.
 */
public final class AdminServer {

  private static final Logger log = LoggerFactory.getLogger(AdminServer.class);

  private final EventLoops loops;
  private final RuntimeConfig config;
  private final Readiness readiness;
  private final Optional<HttpServer> actuator;

  /**
   * Prepares it; nothing is bound yet.
   *
   * @param down the instances that cannot serve now
   */
  public AdminServer(RuntimeConfig config, EventLoops loops, Supplier<List<DownInstance>> down) {
    this.config = config;
    this.loops = loops;
    this.readiness = new Readiness(config.instances(), down);
    this.actuator = config.telemetry().actuator().map(this::actuator);
  }

  private HttpServer actuator(ActuatorSettings settings) {
    var logger = new LocalOnly(settings.token(), new LoggerEndpoint(config.instances()));
    var endpoints = new Actuator(readiness, info(), logger, Optional.empty());
    return server("actuator.listen", endpoints);
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
  public List<ListenAddress> start() {
    var settings = config.telemetry().actuator();
    var listening =
        actuator.map(server -> server.start(settings.orElseThrow().listen())).orElseGet(List::of);
    if (!listening.isEmpty()) {
      log.info("event=listening api=actuator addresses={}", listening);
    }
    return listening;
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
  }
}
