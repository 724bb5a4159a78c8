package io.outrigger.runtime.config;

import io.outrigger.runtime.json.Json;
import java.util.Optional;

/** Where a listener of a MOSN config listens, in MOSN's notation. Not for several threads. */
final class MosnAddress {

  private static final String UNIX = "unix:";

  private final BindContext context;

  MosnAddress(BindContext context) {
    this.context = context;
  }

  /** The address; empty when there is none or it is wrong, which is reported. */
  Optional<ListenAddress> of(SettingsNode listener) {
    var network = network(listener);
    var address = listener.entry("address", context.keys());
    if (address.isEmpty()) {
      var message = "missing key \"address\" for a listener";
      var hint = "expected: " + Network.TCP.expected;
      context.problems().add(Problem.at(listener.pointer(), listener.position(), message, hint));
    }
    return network.flatMap(found -> address.flatMap(entry -> parsed(found, entry)));
  }

  /** MOSN takes TCP when it is absent or empty. */
  private Optional<Network> network(SettingsNode listener) {
    var given =
        listener
            .entry("network", context.keys())
            .filter(entry -> !(entry.value() instanceof Json.Text text && text.value().isEmpty()));
    return given.isEmpty()
        ? Optional.of(Network.TCP)
        : context.value(listener, "network", Network.class);
  }

  private Optional<ListenAddress> parsed(Network network, SettingsNode.Entry address) {
    var scalar =
        Scalar.text(
            SettingType.Plain.ADDRESS,
            network.expected,
            text -> ListenAddresses.find(ours(network, text)));
    return scalar.bind(address.value(), address.site("", context)).map(ListenAddress.class::cast);
  }

  /** The address in our notation: MOSN has {@code :80} for every interface. */
  private static String ours(Network network, String text) {
    return switch (network) {
      case TCP -> text.startsWith(":") ? "0.0.0.0" + text : text;
      case UNIX -> text.startsWith(UNIX) ? text : UNIX + text;
    };
  }

  private enum Network {
    TCP(ListenAddress.EXPECTED),
    UNIX("the path of a socket, at most 107 bytes long");

    private final String expected;

    Network(String expected) {
      this.expected = expected;
    }
  }
}
