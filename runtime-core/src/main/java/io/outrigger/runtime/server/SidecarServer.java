package io.outrigger.runtime.server;

import io.grpc.BindableService;
import io.grpc.MethodDescriptor;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.outrigger.runtime.access.UnusableFileException;
import io.outrigger.runtime.component.Deadlines;
import io.outrigger.runtime.config.ListenAddress;
import io.outrigger.runtime.config.ServerSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves gRPC on all addresses of a config at once, with one set of services, interceptors and
 * event loops. Started and stopped once, by one thread.
 */
public final class SidecarServer {

  private static final Logger log = LoggerFactory.getLogger(SidecarServer.class);

  /** Clients may ping every eight seconds, also without a call, as those of the served APIs do. */
  private static final long CLIENT_PING_SECONDS = 8;

  private static final long PING_ANSWER_SECONDS = 20;

  /** Connections beyond the limit that are taken all the same, so that their calls are answered. */
  private static final int ANSWERED_CONNECTIONS = 64;

  /** Calls of a connection that are taken at once; its client keeps back what is more. */
  private static final int STREAMS = 4096;

  private static final int RESETS_SECONDS = 30;

  /** How long calls may take to end once nothing new is accepted. */
  private static final long DRAIN_SECONDS = 5;

  private final ServerSettings settings;
  private final EventLoops loops;
  private final CallPath path;
  private final Admission admission;
  private final List<ServerServiceDefinition> services;
  private final HealthStatusManager health = new HealthStatusManager();
  private final Connections connections = new Connections();
  private final List<Listener> listeners = new ArrayList<>();
  private final StallWatchdog watchdog;
  private Optional<ServerTls> tls = Optional.empty();

  /**
   * Prepares a server; nothing is bound yet.
   *
   * @param path what every call passes
   */
  public SidecarServer(
      ServerSettings settings,
      EventLoops loops,
      CallPath path,
      List<ServerServiceDefinition> apis) {
    this.settings = settings;
    this.loops = loops;
    this.path = path;
    this.admission = new Admission(settings.limits().maxConnections() + ANSWERED_CONNECTIONS);
    this.watchdog = new StallWatchdog(loops, settings.stallWarning());
    this.services = intercepted(path.interceptors(), apis);
    serving(false);
  }

  /** The full names of the methods that a server of these APIs serves, its own ones too. */
  public static List<String> methods(List<ServiceDescriptor> apis) {
    var own =
        Stream.of(HealthGrpc.getServiceDescriptor(), ServerReflectionGrpc.getServiceDescriptor());
    return Stream.concat(apis.stream(), own)
        .flatMap(service -> service.getMethods().stream())
        .map(MethodDescriptor::getFullMethodName)
        .toList();
  }

  private List<ServerServiceDefinition> intercepted(
      List<ServerInterceptor> interceptors, List<ServerServiceDefinition> apis) {
    var all = new ArrayList<>(apis);
    all.add(health.getHealthService().bindService());
    BindableService reflection = ProtoReflectionServiceV1.newInstance();
    all.add(reflection.bindService());
    return all.stream()
        .map(service -> ServerInterceptors.interceptForward(service, interceptors))
        .toList();
  }

  /**
   * Reads the files of TLS, if there are any, so that what is wrong with them is known before
   * anything else begins; and again when they have changed until {@code deadlines} are closed.
   *
   * @throws UnusableFileException when one cannot be used
   */
  public void prepare(Deadlines deadlines) {
    tls = settings.tls().map(files -> ServerTls.read(files, deadlines));
  }

  /**
   * Binds every address, or none; it must be prepared.
   *
   * @return what is listened on, in the order of the config
   * @throws ListenException when one cannot be bound
   */
  public List<ListenAddress> start() {
    try {
      for (var address : settings.listen()) {
        listeners.add(
            Listener.start(address, loops, admission, builder -> finish(builder, address)));
      }
    } catch (RuntimeException e) {
      shutdownNow();
      throw e;
    }
    watchdog.start();
    return listeners.stream().map(Listener::address).toList();
  }

  private NettyServerBuilder finish(NettyServerBuilder builder, ListenAddress address) {
    if (address instanceof ListenAddress.Tcp) {
      tls.ifPresent(builder::sslContext);
    }
    return limited(builder)
        .directExecutor()
        .addServices(services)
        .addTransportFilter(connections)
        .addTransportFilter(path.clients())
        .addStreamTracerFactory(path.watch())
        .maxInboundMessageSize((int) settings.maxMessageSize().bytes())
        .permitKeepAliveTime(CLIENT_PING_SECONDS, TimeUnit.SECONDS)
        .permitKeepAliveWithoutCalls(true)
        .keepAliveTimeout(PING_ANSWER_SECONDS, TimeUnit.SECONDS);
  }

  private NettyServerBuilder limited(NettyServerBuilder builder) {
    var limits = settings.limits();
    if (limits.maxResets() > 0) {
      builder.maxRstFramesPerWindow(limits.maxResets(), RESETS_SECONDS);
    }
    return builder
        .maxConcurrentCallsPerConnection(Math.max(STREAMS, 2 * limits.maxCallsPerConnection()))
        .maxInboundMetadataSize((int) limits.maxHeaderSize().bytes())
        .handshakeTimeout(limits.handshakeTimeout().toMillis(), TimeUnit.MILLISECONDS)
        .keepAliveTime(limits.pingAfter().toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Tells {@code grpc.health.v1} whether every component can serve. */
  public void serving(boolean ready) {
    health.setStatus(
        HealthStatusManager.SERVICE_NAME_ALL_SERVICES,
        ready ? ServingStatus.SERVING : ServingStatus.NOT_SERVING);
  }

  /**
   * Stops in order: health answers NOT_SERVING; calls are served on until every client has
   * disconnected or the graceful period ends; then nothing new is accepted, and what is running may
   * end. An interrupt ends the one waiting that it meets, never the stopping, and is kept.
   */
  public void stop() {
    health.enterTerminalState();
    try {
      var undisturbed = awaitClients();
      listeners.forEach(listener -> listener.server().shutdown());
      undisturbed &= awaitCalls();
      if (!undisturbed) {
        Thread.currentThread().interrupt();
      }
    } finally {
      shutdownNow();
      watchdog.close();
    }
  }

  /** Waits until every client has disconnected; false when interrupted. */
  private boolean awaitClients() {
    if (connections.open() > 0) {
      log.info(
          "event=draining connections={} at_most_s={}",
          connections.open(),
          settings.gracefulStopTimeout().toSeconds());
    }
    try {
      connections.awaitNone(settings.gracefulStopTimeout().toNanos());
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }

  /** Waits until what is running has ended; false when interrupted. */
  private boolean awaitCalls() {
    var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DRAIN_SECONDS);
    try {
      for (var listener : listeners) {
        listener.server().awaitTermination(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      }
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }

  private void shutdownNow() {
    listeners.forEach(listener -> listener.server().shutdownNow());
  }
}
