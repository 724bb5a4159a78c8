package io.outrigger.runtime;

import io.outrigger.runtime.access.Access;
import io.outrigger.runtime.access.UnusableFileException;
import io.outrigger.runtime.admin.AdminServer;
import io.outrigger.runtime.api.CallContext;
import io.outrigger.runtime.api.CallWatch;
import io.outrigger.runtime.api.layotto.LayottoApi;
import io.outrigger.runtime.component.ComponentHost;
import io.outrigger.runtime.component.Deadlines;
import io.outrigger.runtime.component.HostServices;
import io.outrigger.runtime.component.SteadyClock;
import io.outrigger.runtime.config.ConfigException;
import io.outrigger.runtime.config.RuntimeConfig;
import io.outrigger.runtime.server.CallPath;
import io.outrigger.runtime.server.EventLoops;
import io.outrigger.runtime.server.SidecarServer;
import io.outrigger.runtime.service.Services;
import io.outrigger.runtime.telemetry.Metrics;
import io.outrigger.runtime.telemetry.access.AccessLog;
import io.outrigger.runtime.telemetry.trace.Tracing;
import java.util.ArrayList;

/** The objects of one sidecar and how they know each other: the diagram of the program. */
final class RuntimeAssembly implements AutoCloseable {

  private final Deadlines deadlines = new Deadlines();
  private final Tracing tracing;
  private final Metrics metrics;
  private final AccessLog accessLog;
  private final EventLoops loops;
  private final Access access;
  private final ComponentHost host;
  private final LayottoApi layotto;
  private final SidecarServer server;
  private final AdminServer admin;

  RuntimeAssembly(String file, RuntimeConfig config) {
    var app = config.app();
    var settings = config.server();

    tracing = tracing(file, config);
    metrics = Metrics.of(config.telemetry().metrics());
    accessLog = accessLog(file, config, metrics, tracing);
    access = new Access(settings);
    loops = new EventLoops(settings.eventLoops());
    try {
      host =
          new ComponentHost(
              file,
              config,
              new HostServices(
                  app.appId(),
                  app.blockingLimit(),
                  app.streamLimit(),
                  new SteadyClock(),
                  deadlines,
                  EventLoops::currentTurn,
                  metrics.components()));
      var services = Services.over(host.registry(), app.appId(), settings.maxMessageSize());

      layotto = new LayottoApi(services, settings.maxMessageSize(), deadlines);

      var interceptors = new ArrayList<>(access.interceptors());
      interceptors.add(new CallContext(app.callTimeout()));
      var calls = metrics.calls(SidecarServer.methods(LayottoApi.descriptors()));
      var watch = new CallWatch(calls, tracing.tracer(), accessLog.calls());
      var path = new CallPath(watch, access.clients(), interceptors);
      server = new SidecarServer(settings, loops, path, layotto.services());
      admin = new AdminServer(config, loops, host::down, metrics.page());
      metrics.show(loops);
      metrics.show(config.instances(), host::down);
      tracing.counts().ifPresent(metrics::show);
    } catch (RuntimeException | Error e) {
      release();
      throw e;
    }
  }

  private static Tracing tracing(String file, RuntimeConfig config) {
    try {
      return Tracing.start(config.telemetry().tracing(), config.app().appId());
    } catch (IllegalArgumentException e) {
      throw ConfigException.of(file, config, e);
    }
  }

  private static AccessLog accessLog(
      String file, RuntimeConfig config, Metrics metrics, Tracing tracing) {
    try {
      return AccessLog.start(config.telemetry(), config.app().appId(), metrics.runtime());
    } catch (IllegalArgumentException e) {
      metrics.close();
      tracing.close();
      throw ConfigException.of(file, config, e);
    }
  }

  /**
   * Reads the files that say who may call, before anything begins.
   *
   * @throws UnusableFileException when one cannot be used
   */
  void prepare() {
    access.open(deadlines);
    server.prepare(deadlines);
  }

  ComponentHost host() {
    return host;
  }

  LayottoApi layotto() {
    return layotto;
  }

  SidecarServer server() {
    return server;
  }

  AdminServer admin() {
    return admin;
  }

  /** Closes the components and what they stand on; the server must have been stopped. */
  @Override
  public void close() {
    try {
      host.close().toCompletableFuture().join();
    } finally {
      admin.stop();
      release();
    }
  }

  private void release() {
    deadlines.close();
    loops.close();
    accessLog.close();
    metrics.close();
    tracing.close();
  }
}
