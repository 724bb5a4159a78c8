package io.outrigger.runtime.reference;

import io.outrigger.runtime.config.ConfigOutline.MosnPlace;
import io.outrigger.runtime.config.SettingType;
import java.util.List;

/**
 * The schema of a MOSN config's listener. One with a filter {@code grpc} or {@code actuator_filter}
 * is closed and has an address; all others are not looked at.
 *
 * @param stopTimeout the schema of {@code graceful_stop_timeout}
 */
record MosnListenerSchema(Node stopTimeout) {

  private static final List<String> READ =
      List.of(
          "address",
          "network",
          "bind_port",
          "filter_chains",
          "stream_filters",
          "tls_context",
          "tls_context_set");

  Node listener() {
    var text = Node.of("type", "string");
    var keys =
        Node.of(
                "address",
                Prose.description("Where it listens: `host:port`, `:port`, or a path for `unix`.")
                    .putAll(text))
            .put("network", MosnSchema.suggested("tcp", "unix"))
            .put("bind_port", bindPort())
            .put("filter_chains", chains())
            .put("stream_filters", streamFilters())
            .putAll(MosnSchema.ignored(MosnPlace.LISTENER));
    return Node.of("type", "object")
        .put("properties", keys)
        .put("if", Node.of("anyOf", List.of(hasGrpc(), hasActuator())))
        .put("then", closed());
  }

  private static Node bindPort() {
    return Prose.description("When `false` the listener is not served.")
        .putAll(ValueSchemas.of(SettingType.Plain.BOOLEAN));
  }

  private static Node closed() {
    var names = MosnSchema.keys(READ, MosnPlace.LISTENER);
    return Node.of("required", List.of("address"))
        .put("propertyNames", Node.of("enum", names).put("doNotSuggest", true));
  }

  private static Node hasGrpc() {
    var chain = contains("filters", MosnSchema.isType("grpc"));
    return contains("filter_chains", chain);
  }

  private static Node hasActuator() {
    return contains("stream_filters", MosnSchema.isType("actuator_filter"));
  }

  /** That the array {@code key} has such an item. */
  private static Node contains(String key, Node item) {
    var array = Node.of("type", "array").put("contains", Node.of("type", "object").putAll(item));
    return Node.of("properties", Node.of(key, array)).put("required", List.of(key));
  }

  private Node chains() {
    var chain =
        Node.of("type", "object")
            .put("properties", Node.of("filters", MosnSchema.list("Its filters.", filter())));
    return MosnSchema.list("Of its filters only `grpc` has an effect.", chain);
  }

  private Node filter() {
    var config =
        Node.of("grpc_config", Node.ref("mosn.grpc_config"))
            .put("graceful_stop_timeout", stopTimeout)
            .putAll(MosnSchema.ignored(MosnPlace.GRPC_FILTER));
    var closed = SettingsSchemas.closed(config).put("required", List.of("grpc_config"));
    var served =
        Node.of("properties", Node.of("config", closed)).put("required", List.of("config"));
    return Node.of("type", "object")
        .put("properties", Node.of("type", MosnSchema.suggested("grpc")))
        .put("if", MosnSchema.isType("grpc"))
        .put("then", served);
  }

  private static Node streamFilters() {
    var filter =
        Node.of("type", "object")
            .put(
                "properties",
                Node.of("type", MosnSchema.suggested("actuator_filter", "flowControlFilter")));
    return MosnSchema.list(
        "With `actuator_filter` it tells the sidecar's health; `flowControlFilter` limits methods.",
        filter);
  }
}
