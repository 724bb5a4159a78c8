package io.outrigger.runtime.config;

import io.outrigger.runtime.json.Json;
import io.outrigger.runtime.json.Pointer;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Refuses listeners that ask for TLS in MOSN's way: they must not serve without it, and its
 * settings mean other things than ours. Not for several threads.
 */
final class MosnTls {

  /** The keys that ask for TLS, of a listener or of one of its filter chains. */
  static final Set<String> KEYS = Set.of("tls_context", "tls_context_set");

  private static final String STATUS = "status";

  private final BindContext context;

  MosnTls(BindContext context) {
    this.context = context;
  }

  /** Reports what asks for TLS in a listener or a filter chain. */
  void check(SettingsNode node) {
    for (var entry : node.entries()) {
      boolean isTls = KEYS.stream().anyMatch(key -> context.keys().same(entry.key(), key));
      if (isTls && asks(entry.value(), entry.pointer())) {
        var hint =
            "expected: \"status\": false in it, and \"tls\" in the section server of grpc_config";
        context
            .problems()
            .add(
                Problem.at(
                    entry.pointer(),
                    entry.keyPosition(),
                    "TLS is not taken from MOSN's settings",
                    hint));
      }
    }
  }

  private boolean asks(Json value, Pointer pointer) {
    return switch (value) {
      case Json.Obj object -> isOn(MosnLevel.present(SettingsNode.of(object, pointer)));
      case Json.Arr array ->
          IntStream.range(0, array.items().size())
              .anyMatch(i -> asks(array.items().get(i), pointer.child(i)));
      case Json.Null _ -> false;
      case Json.Text _, Json.Num _, Json.Bool _ -> true;
    };
  }

  /** Looks at every way to write the key: whichever counts upstream, none may ask for TLS. */
  private boolean isOn(SettingsNode tls) {
    return tls.entries().stream()
        .filter(entry -> context.keys().same(entry.key(), STATUS))
        .map(entry -> new SettingsNode(tls.pointer(), tls.position(), List.of(entry)))
        .anyMatch(alone -> context.flag(alone, STATUS, false));
  }
}
