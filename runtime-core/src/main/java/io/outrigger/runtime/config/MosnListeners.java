package io.outrigger.runtime.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The listeners of a MOSN config: those with a network filter of type {@code grpc} serve the app,
 * those with a stream filter {@code actuator_filter} the actuator, all others nobody. Not for
 * several threads.
 */
final class MosnListeners {

  private final BindContext context;
  private final MosnAddress address;
  private final MosnTls tls;
  private final MosnFlowControl flowControl;
  private final List<ListenAddress> grpc = new ArrayList<>();
  private final List<ListenAddress> actuator = new ArrayList<>();
  private final List<SettingsNode> grpcFilters = new ArrayList<>();
  private boolean hasGrpc;
  private boolean servesGrpc;

  MosnListeners(BindContext context) {
    this.context = context;
    this.address = new MosnAddress(context);
    this.tls = new MosnTls(context);
    this.flowControl = new MosnFlowControl(context);
  }

  /** The addresses that serve the app. */
  List<ListenAddress> grpc() {
    return grpc;
  }

  /** The addresses that serve the actuator. */
  List<ListenAddress> actuator() {
    return actuator;
  }

  /** The {@code config} of each filter {@code grpc} that is served. */
  List<SettingsNode> grpcFilters() {
    return grpcFilters;
  }

  /** What limits methods, by their full names. */
  Map<String, Layout.Rate> rates() {
    return flowControl.rates();
  }

  /** Whether any listener has a filter {@code grpc}. */
  boolean hasGrpc() {
    return hasGrpc;
  }

  /** Whether any of those is served. */
  boolean servesGrpc() {
    return servesGrpc;
  }

  /** Reads a listener of a server. */
  void read(SettingsNode given) {
    var listener = parts(MosnLevel.present(given));
    boolean isGrpc = listener.filters.stream().anyMatch(filter -> isType(filter, "grpc"));
    hasGrpc |= isGrpc;
    if (!isGrpc && listener.streamFilters.stream().noneMatch(this::isActuator)) {
      ignore(listener.node, "a sidecar without a mesh proxies nothing");
    } else if (!context.flag(listener.node, "bind_port", true)) {
      ignore(listener.node, "\"bind_port\" is false, and MOSN does not bind it");
    } else {
      check(listener);
      serve(listener, isGrpc);
    }
  }

  private Parts parts(SettingsNode listener) {
    var chains = items(listener, "filter_chains").toList();
    var filters = chains.stream().flatMap(chain -> items(chain, "filters")).toList();
    return new Parts(listener, chains, filters, items(listener, "stream_filters").toList());
  }

  private Stream<SettingsNode> items(SettingsNode node, String key) {
    return context.items(node, key).map(MosnLevel::present);
  }

  private boolean isActuator(SettingsNode filter) {
    return isType(filter, "actuator_filter");
  }

  private boolean isType(SettingsNode filter, String type) {
    return context.text(filter, "type").filter(type::equals).isPresent();
  }

  /** Reports keys that nobody reads, and TLS. */
  private void check(Parts listener) {
    var _ = MosnLevel.LISTENER.read(listener.node.without(MosnTls.KEYS, context.keys()), context);
    tls.check(listener.node);
    for (var chain : listener.chains) {
      var _ = MosnLevel.CHAIN.read(chain, context);
      tls.check(chain);
    }
    Stream.concat(listener.filters.stream(), listener.streamFilters.stream())
        .forEach(filter -> MosnLevel.FILTER.read(filter, context));
  }

  private void serve(Parts listener, boolean isGrpc) {
    var found = address.of(listener.node);
    if (isGrpc) {
      servesGrpc = true;
      found.ifPresent(grpc::add);
      listener.filters.forEach(this::readFilter);
      listener.streamFilters.forEach(this::readStreamFilter);
      return;
    }
    found.ifPresent(actuator::add);
    listener.streamFilters.stream().filter(f -> !isActuator(f)).forEach(this::ignoreFilter);
  }

  private void readFilter(SettingsNode filter) {
    if (!isType(filter, "grpc")) {
      ignoreFilter(filter);
      return;
    }
    var config = filter.entry("config", context.keys());
    if (config.isEmpty()) {
      var hint = "expected: an object with grpc_config";
      report(filter, "missing key \"config\" for the filter grpc", hint);
    }
    config.flatMap(context::object).ifPresent(grpcFilters::add);
  }

  private void readStreamFilter(SettingsNode filter) {
    if (isType(filter, MosnFlowControl.TYPE)) {
      flowControl.read(filter);
    } else {
      ignoreFilter(filter);
    }
  }

  private void ignoreFilter(SettingsNode filter) {
    var type = context.text(filter, "type").orElse("");
    var hint =
        MosnNames.FILTERS
            .hint(type)
            .orElse("of the filters of a listener, only \"grpc\" has an effect");
    warn(filter, "the filter \"" + type + "\" has no effect", hint);
  }

  private void ignore(SettingsNode listener, String why) {
    var name = context.text(listener, "name").orElse("");
    warn(listener, "the listener \"" + name + "\" is not served", why);
  }

  private void warn(SettingsNode node, String message, String hint) {
    context.problems().addWarning(Problem.at(node.pointer(), node.position(), message, hint));
  }

  private void report(SettingsNode node, String message, String hint) {
    context.problems().add(Problem.at(node.pointer(), node.position(), message, hint));
  }

  /** A listener, and what is in it. */
  private record Parts(
      SettingsNode node,
      List<SettingsNode> chains,
      List<SettingsNode> filters,
      List<SettingsNode> streamFilters) {}
}
