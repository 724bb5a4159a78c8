package io.outrigger.runtime.access;

import io.grpc.Metadata;
import io.grpc.ServerInterceptor;
import io.grpc.ServerTransportFilter;
import io.outrigger.runtime.component.Deadlines;
import io.outrigger.runtime.config.ServerSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Who may call the sidecar, and how much. Opened once, by one thread. */
public final class Access {

  /** The header that a call's token is in, that of Dapr's API. */
  public static final Metadata.Key<String> TOKEN =
      Metadata.Key.of("dapr-api-token", Metadata.ASCII_STRING_MARSHALLER);

  private static final String LIMITS = "server.limits.";
  private static final Duration LOOKED_AT = Duration.ofSeconds(10);

  private final ServerSettings settings;
  private final Tokens tokens;
  private final Clients clients;

  /** The access of a config; no file has been read. */
  public Access(ServerSettings settings) {
    this.settings = settings;
    this.tokens = Tokens.of(settings);
    this.clients = new Clients(settings.limits().maxConnections(), this::boundsOfClient);
  }

  /** Sees the connections. */
  public ServerTransportFilter clients() {
    return clients;
  }

  /**
   * What every call passes before anything else, the first one outermost. Limits that the config
   * does not have are not among them.
   */
  public List<ServerInterceptor> interceptors() {
    var all = new ArrayList<ServerInterceptor>();
    all.add(new ConnectionLimit(clients, settings.limits().maxConnections()));
    if (settings.needsToken()) {
      all.add(new TokenCheck(tokens));
    }
    var methods = boundsOfMethods();
    var server = boundsOfServer();
    if (!methods.isEmpty() || !server.isEmpty() || !boundsOfClient().isEmpty()) {
      all.add(new CallLimits(methods, server));
    }
    return List.copyOf(all);
  }

  private Map<String, Bound> boundsOfMethods() {
    return settings.limits().methods().entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                limit -> rate("methods \"" + limit.getKey() + "\"", limit.getValue())));
  }

  private List<Bound> boundsOfServer() {
    var limits = settings.limits();
    return bounds(
        new Figures("calls_per_second", limits.callsPerSecond(), "max_calls", limits.maxCalls()));
  }

  private List<Bound> boundsOfClient() {
    var limits = settings.limits();
    return bounds(
        new Figures(
            "calls_per_second_per_connection",
            limits.callsPerSecondPerConnection(),
            "max_calls_per_connection",
            limits.maxCallsPerConnection()));
  }

  private static List<Bound> bounds(Figures figures) {
    var all = new ArrayList<Bound>();
    if (figures.perSecond > 0) {
      all.add(rate(figures.rate, figures.perSecond));
    }
    if (figures.atOnce > 0) {
      all.add(new Concurrency(LIMITS + figures.concurrency, figures.atOnce));
    }
    return all;
  }

  private static Bound rate(String key, double perSecond) {
    return new Rate(LIMITS + key, perSecond, System::nanoTime);
  }

  /**
   * Reads the file of the tokens, if there is one, and again when it has changed until {@code
   * deadlines} are closed.
   *
   * @throws UnusableFileException when it cannot be used
   */
  public void open(Deadlines deadlines) {
    tokens.open(deadlines, LOOKED_AT);
    new Exposure(settings).warn();
  }

  /** A rate and a count of calls, each with its key; 0 for no limit. */
  private record Figures(String rate, double perSecond, String concurrency, int atOnce) {}
}
