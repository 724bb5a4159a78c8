package io.outrigger.runtime.config;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.outrigger.runtime.fake.FakeSecretStore;
import io.outrigger.spi.ComponentDescriptor;
import io.outrigger.spi.Kind;
import io.outrigger.spi.Kind.NoSettings;
import io.outrigger.spi.secret.SecretStore;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Configs of MOSN, written with single quotes, and what becomes of them. */
final class MosnConfigs {

  private static final FakeComponents FAKES =
      new FakeComponents(
          List.of(
              ComponentDescriptor.of(
                  FakeComponents.LOCK, "redis", NoSettings.class, (s, c) -> FakeComponents.lock()),
              ComponentDescriptor.of(
                  FakeComponents.STATE,
                  "in-memory",
                  NoSettings.class,
                  (s, c) -> FakeComponents.state())));

  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "TYPE", "planted-secret",
          "REDIS", "redis",
          "PORT_ALONE", ":81",
          "SOCKET", "/tmp/a.sock",
          "NOWHERE", "planted-secret",
          "UNIX", "unix",
          "YES", "true",
          "NO", "false");

  private MosnConfigs() {}

  /** A config with one listener that serves the app. */
  static String grpc(String members) {
    return listener("{'name': 'g', 'address': '127.0.0.1:1', %s}".formatted(chain(members)));
  }

  /** A config with these listeners. */
  static String listener(String listeners) {
    return "{'servers': [{'listeners': [%s]}]}".formatted(listeners);
  }

  /** The filter chains of a listener that serves the app. */
  static String chain(String members) {
    return "'filter_chains': [{'filters': [%s]}]".formatted(filter(members));
  }

  /** The filter that serves the app. */
  static String filter(String members) {
    return "{'type': 'grpc', 'config': {'grpc_config': {%s}}}".formatted(members);
  }

  /** A config that serves the app, with more at the root. */
  static String root(String members) {
    return "{%s, %s".formatted(members, grpc("").substring(1));
  }

  static RuntimeConfig read(String json) {
    return reader().read("x.json", bytes(json));
  }

  static List<String> warnings(String json) {
    return texts(read(json).warnings());
  }

  static List<String> problems(String json) {
    return texts(failure(json).problems());
  }

  static ConfigException failure(String json) {
    return Optional.ofNullable(catchThrowableOfType(ConfigException.class, () -> read(json)))
        .orElseThrow(() -> new AssertionError("the config loads: " + json));
  }

  static ConfigReader reader() {
    return new ConfigReader(new WithSecrets(), Environment.of(ENVIRONMENT));
  }

  static byte[] bytes(String json) {
    return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }

  private static List<String> texts(List<Problem> problems) {
    return problems.stream().map(Problem::text).toList();
  }

  /** The fake kinds, and secret stores. */
  private record WithSecrets() implements InstalledComponents {

    private static final ComponentDescriptor<?, ?> VAULT =
        ComponentDescriptor.of(
            SecretStore.KIND, "vault", NoSettings.class, (s, c) -> new FakeSecretStore(Map.of()));

    @Override
    public Optional<Kind<?>> kind(String name) {
      return name.equals("secret") ? Optional.of(SecretStore.KIND) : FAKES.kind(name);
    }

    @Override
    public Optional<ComponentDescriptor<?, ?>> descriptor(Kind<?> kind, String type) {
      return kind.equals(SecretStore.KIND) && type.equals("vault")
          ? Optional.of(VAULT)
          : FAKES.descriptor(kind, type);
    }

    @Override
    public List<String> kindNames() {
      return Stream.concat(FAKES.kindNames().stream(), Stream.of("secret")).toList();
    }

    @Override
    public List<String> types(Kind<?> kind) {
      return kind.equals(SecretStore.KIND) ? List.of("vault") : FAKES.types(kind);
    }
  }
}
