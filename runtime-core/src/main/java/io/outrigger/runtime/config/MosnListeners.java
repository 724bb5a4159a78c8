package io.outrigger.runtime.config;

import io.outrigger.runtime.json.Json;
import io.outrigger.spi.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The listeners of a MOSN config: those with a network filter of type {@code grpc} serve the app,
 * those with a stream filter {@code actuator_filter} the actuator, all others nobody. Not for
 * several threads.
 */
final class MosnListeners {

  private static final String CHAINS = "filter_chains";
  private static final String STREAM_FILTERS = "stream_filters";
  private static final Set<String> READ =
      Set.of("address", "network", "bind_port", CHAINS, STREAM_FILTERS);

  private final BindContext context;
  private final List<ListenAddress> grpc = new ArrayList<>();
  private final List<ListenAddress> actuator = new ArrayList<>();
  private final List<SettingsNode> grpcFilters = new ArrayList<>();

  MosnListeners(BindContext context) {
    this.context = context;
  }

  /** The addresses that serve the app. */
  List<ListenAddress> grpc() {
    return grpc;
  }

  /** The addresses that serve the actuator. */
  List<ListenAddress> actuator() {
    return actuator;
  }

  /** The {@code config} of each filter {@code grpc}. */
  List<SettingsNode> grpcFilters() {
    return grpcFilters;
  }

  /** Reads a listener of a server. */
  void read(SettingsNode listener) {
    var chains = context.items(listener, CHAINS).toList();
    var filters = chains.stream().flatMap(chain -> context.items(chain, "filters")).toList();
    var own = filters.stream().filter(filter -> isType(filter, "grpc")).toList();
    if (!own.isEmpty()) {
      readGrpc(listener, own);
      Stream.concat(filters.stream().filter(f -> !own.contains(f)), streamFilters(listener))
          .forEach(this::ignoreFilter);
      chains.forEach(this::checkTls);
    } else if (streamFilters(listener).anyMatch(filter -> isType(filter, "actuator_filter"))) {
      address(listener).ifPresent(actuator::add);
      warn(listener, "the actuator is not served yet", "a later version serves it");
    } else {
      ignore(listener);
      return;
    }
    listener
        .without(READ, context.keys())
        .entries()
        .forEach(entry -> context.ignore(entry, MosnNames.LISTENER, "a listener"));
  }

  private Stream<SettingsNode> streamFilters(SettingsNode listener) {
    return context.items(listener, STREAM_FILTERS);
  }

  private boolean isType(SettingsNode filter, String type) {
    return type(filter).filter(type::equals).isPresent();
  }

  private Optional<String> type(SettingsNode filter) {
    return context.text(filter, "type");
  }

  private void readGrpc(SettingsNode listener, List<SettingsNode> filters) {
    var address = address(listener);
    address.ifPresent(grpc::add);
    for (var filter : filters) {
      filter.entry("config", context.keys()).flatMap(context::object).ifPresent(grpcFilters::add);
    }
  }

  private Optional<ListenAddress> address(SettingsNode listener) {
    var entry = listener.entry("address", context.keys());
    if (entry.isEmpty()) {
      report(listener, "missing key \"address\" for a listener", "expected: host:port");
      return Optional.empty();
    }
    var isUnix = context.text(listener, "network").filter("unix"::equalsIgnoreCase).isPresent();
    return new RecordBinder(only(listener, entry.get(), isUnix), "a listener", context)
        .bind(Address.class)
        .map(Address::address);
  }

  /** The address alone, in our notation: MOSN has {@code :80} for every interface. */
  private static SettingsNode only(
      SettingsNode listener, SettingsNode.Entry entry, boolean isUnix) {
    if (!(entry.value() instanceof Json.Text text)) {
      return new SettingsNode(listener.pointer(), listener.position(), List.of(entry));
    }
    var prefix = isUnix ? "unix:" : text.value().startsWith(":") ? "0.0.0.0" : "";
    var value = new Json.Text(prefix + text.value(), text.position());
    var member = new Json.Member("address", entry.keyPosition(), value);
    return new SettingsNode(
        listener.pointer(),
        listener.position(),
        List.of(new SettingsNode.Entry(member, entry.pointer())));
  }

  /** A listener that asks for TLS must not serve without it. */
  private void checkTls(SettingsNode chain) {
    for (var key : List.of("tls_context", "tls_context_set")) {
      var entry = chain.entry(key, context.keys());
      if (entry.isPresent() && asksForTls(entry.get().value())) {
        context
            .problems()
            .add(
                Problem.at(
                    entry.get().pointer(),
                    entry.get().keyPosition(),
                    "TLS is not supported yet",
                    "expected: no " + key + ", or \"status\": false in it"));
      }
    }
  }

  private static boolean asksForTls(Json value) {
    return switch (value) {
      case Json.Obj object ->
          object.members().stream()
              .filter(member -> member.key().equalsIgnoreCase("status"))
              .anyMatch(member -> member.value() instanceof Json.Bool on && on.value());
      case Json.Arr array -> array.items().stream().anyMatch(MosnListeners::asksForTls);
      case Json.Text _, Json.Num _, Json.Bool _, Json.Null _ -> false;
    };
  }

  private void ignoreFilter(SettingsNode filter) {
    var type = type(filter).orElse("");
    var hint =
        MosnNames.FILTERS
            .hint(type)
            .orElse("of the filters of a listener, only \"grpc\" has an effect");
    warn(filter, "the filter \"" + type + "\" has no effect", hint);
  }

  private void ignore(SettingsNode listener) {
    var name = context.text(listener, "name").orElse("");
    warn(
        listener,
        "the listener \"" + name + "\" is not served",
        "a sidecar without a mesh proxies nothing");
  }

  private void warn(SettingsNode node, String message, String hint) {
    context.problems().addWarning(Problem.at(node.pointer(), node.position(), message, hint));
  }

  private void report(SettingsNode node, String message, String hint) {
    context.problems().add(Problem.at(node.pointer(), node.position(), message, hint));
  }

  private record Address(@Setting(doc = "Where it listens.") ListenAddress address) {}
}
