package io.outrigger.runtime.cli;

import io.grpc.MethodDescriptor;
import io.grpc.ServiceDescriptor;
import io.grpc.health.v1.HealthGrpc;
import io.outrigger.runtime.api.layotto.LayottoApi;
import io.outrigger.runtime.config.Suggestions;
import io.outrigger.runtime.server.SidecarServer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds the method that a user means. */
final class ApiMethods {

  private static final String DEFAULT_API = "layotto";

  /** The services of each API, by the name that stands before the slash. */
  private static final Map<String, List<ServiceDescriptor>> APIS =
      Map.of(DEFAULT_API, LayottoApi.descriptors());

  private ApiMethods() {}

  /** The full names of those whose calls can be limited: all but the health service's. */
  static Set<String> limitable() {
    return SidecarServer.methods(LayottoApi.descriptors()).stream()
        .filter(method -> !method.startsWith(HealthGrpc.SERVICE_NAME + "/"))
        .collect(Collectors.toSet());
  }

  /**
   * The method of {@code GetState}, {@code layotto/GetState} or a full gRPC name.
   *
   * @throws InputException when there is none, with what the user may have meant
   */
  static MethodDescriptor<?, ?> find(String text) {
    var slash = text.lastIndexOf('/');
    var api = slash < 0 ? DEFAULT_API : text.substring(0, slash);
    var name = text.substring(slash + 1);
    var services = APIS.containsKey(api) ? APIS.get(api) : named(api);
    return methods(services).stream()
        .filter(method -> name.equalsIgnoreCase(method.getBareMethodName()))
        .findFirst()
        .orElseThrow(() -> unknown(name, services));
  }

  private static List<ServiceDescriptor> named(String service) {
    var found =
        APIS.values().stream()
            .flatMap(List::stream)
            .filter(candidate -> candidate.getName().equals(service))
            .toList();
    if (found.isEmpty()) {
      throw new InputException(
          "unknown API \"%s\" (expected: one of %s, or a full service name)"
              .formatted(service, APIS.keySet()));
    }
    return found;
  }

  private static List<MethodDescriptor<?, ?>> methods(List<ServiceDescriptor> services) {
    return services.stream()
        .<MethodDescriptor<?, ?>>flatMap(service -> service.getMethods().stream())
        .toList();
  }

  private static InputException unknown(String name, List<ServiceDescriptor> services) {
    var names = methods(services).stream().map(MethodDescriptor::getBareMethodName).sorted();
    var known = names.collect(Collectors.toList());
    return new InputException(
        "unknown method \"%s\"%s; there are %s"
            .formatted(
                name,
                Suggestions.nearest(name, known)
                    .map(" (did you mean \"%s\"?)"::formatted)
                    .orElse(""),
                known));
  }
}
