package io.outrigger.runtime.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.outrigger.runtime.config.ConfigReader;
import io.outrigger.runtime.config.Environment;
import io.outrigger.runtime.config.RuntimeConfig;
import io.outrigger.runtime.fake.FakeSecretStore;
import io.outrigger.runtime.fake.Fakes;
import io.outrigger.runtime.service.HelloService;
import io.outrigger.runtime.service.SecretService;
import io.outrigger.runtime.service.ServiceException;
import io.outrigger.spi.Call;
import io.outrigger.spi.ComponentDescriptor;
import io.outrigger.spi.ComponentException;
import io.outrigger.spi.ErrorCode;
import io.outrigger.spi.Kind.NoSettings;
import io.outrigger.spi.Secret;
import io.outrigger.spi.Setting;
import io.outrigger.spi.hello.Greeter;
import io.outrigger.spi.secret.SecretStore;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Instances that refer to others: made and started after them. */
final class LateInstanceTest {

  private final Map<String, Map<String, Secret>> secrets = new ConcurrentHashMap<>();
  private final List<String> events = new CopyOnWriteArrayList<>();
  private final Deadlines deadlines = new Deadlines();

  private ComponentHost host = host("{}");

  @AfterEach
  void close() {
    host.close().toCompletableFuture().join();
    deadlines.close();
  }

  @Test
  void an_instance_takes_its_setting_from_a_store_that_stands_behind_it() {
    secrets.put("db", Map.of("pw", Secret.of("bonjour")));
    host = host(config("retry"));

    start();

    assertThat(greet()).isEqualTo("bonjour");
    assertThat(events).containsExactly("start vault", "start greeter");
  }

  @Test
  void it_is_closed_before_what_it_refers_to() {
    secrets.put("db", Map.of("pw", Secret.of("bonjour")));
    host = host(config("retry"));
    start();
    events.clear();

    host.close().toCompletableFuture().join();

    assertThat(events).containsExactly("close greeter", "close vault");
  }

  @Test
  void as_long_as_the_secret_is_not_there_calls_are_refused_with_the_reason() {
    host = host(config("retry"));

    start();

    assertThatThrownBy(this::greet)
        .isInstanceOfSatisfying(
            ComponentException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE))
        .hasMessage(
            "hello \"h\" is not available: secret \"db\" of secret store \"v\" cannot be read:"
                + " secret db not found");
    assertThat(host.down()).extracting(DownInstance::name).containsExactly("h");
  }

  @Test
  void it_comes_up_when_the_secret_does() {
    host = host(config("retry"));
    start();

    secrets.put("db", Map.of("pw", Secret.of("bonjour")));

    await()
        .ignoreExceptionsInstanceOf(ComponentException.class)
        .untilAsserted(() -> assertThat(greet()).isEqualTo("bonjour"));
  }

  @Test
  void a_secret_without_the_value_is_named_with_those_that_it_has() {
    secrets.put("db", Map.of("user", Secret.of("planted")));
    host = host(config("retry"));

    start();

    assertThat(host.down())
        .singleElement()
        .extracting(DownInstance::reason)
        .asString()
        .contains("has no value \"pw\" (expected: one of user)")
        .doesNotContain("planted");
  }

  @Test
  void a_start_that_must_succeed_fails_with_the_secret() {
    host = host(config("exit"));

    assertThatThrownBy(this::start)
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOf(StartFailedException.class)
        .hasMessageContaining("secret \"db\" of secret store \"v\"");
  }

  @Test
  void an_instance_knows_the_one_that_its_config_names() {
    secrets.put("known", Map.of("known", Secret.of("salut")));
    host =
        host(
            "{'components': {'hello': {'h': {'type': 'asking', 'component_ref': {'secret': 'v'}}},"
                + " 'secret': {'v': {'type': 'vault'}}}}");

    start();

    assertThat(greet()).isEqualTo("salut");
  }

  @Test
  void a_type_that_is_not_installed_is_told_to_its_callers() {
    var reader =
        new ConfigReader(
            ComponentCatalog.of(List.of(() -> List.of(vault()))), Environment.of(Map.of()));
    var json =
        """
        {"servers": [{"listeners": [{"address": "127.0.0.1:0", "filter_chains": [{"filters": [
          {"type": "grpc", "config": {"grpc_config": {
            "secret_store": {"k": {"type": "kubernetes"}}}}}]}]}]}]}
        """;
    host =
        new ComponentHost("x", reader.read("x", json.getBytes(StandardCharsets.UTF_8)), services());
    var service = new SecretService(host.registry());

    assertThatThrownBy(() -> service.get(Fakes.call(), "k", "s", Map.of()))
        .isInstanceOfSatisfying(
            ServiceException.class,
            e -> assertThat(e.reason()).isEqualTo(ServiceException.Reason.NOT_INSTALLED))
        .hasMessage("k is of type kubernetes, which is not installed");
  }

  private static String config(String onStartFailure) {
    return "{'components': {'hello': {'h': {'type': 'polite', 'on_start_failure': '"
        + onStartFailure
        + "', 'secret_ref': [{'store_name': 'v', 'key': 'db', 'sub_key': 'pw', 'inject_as':"
        + " 'word'}]}}, 'secret': {'v': {'type': 'vault'}}}}";
  }

  private void start() {
    host.start().toCompletableFuture().join();
  }

  private String greet() {
    return new HelloService(host.registry())
        .greet(Fakes.call(), "h", "")
        .toCompletableFuture()
        .join();
  }

  private HostServices services() {
    return Fakes.services(deadlines);
  }

  private ComponentHost host(String json) {
    var catalog = ComponentCatalog.of(List.of(() -> List.of(vault(), polite(), asking())));
    RuntimeConfig config =
        new ConfigReader(catalog, Environment.of(Map.of()))
            .read("x.json", json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    return new ComponentHost("x.json", config, services());
  }

  private ComponentDescriptor<?, ?> vault() {
    return ComponentDescriptor.of(
        SecretStore.KIND,
        "vault",
        NoSettings.class,
        (settings, context) -> new Vault(new FakeSecretStore(secrets), events));
  }

  private ComponentDescriptor<?, ?> polite() {
    return ComponentDescriptor.of(
        Greeter.KIND,
        "polite",
        Word.class,
        (settings, context) -> new Polite(settings.word().reveal(), events));
  }

  private static ComponentDescriptor<?, ?> asking() {
    return ComponentDescriptor.of(
        Greeter.KIND,
        "asking",
        NoSettings.class,
        (settings, context) ->
            (call, name) ->
                context
                    .reference(SecretStore.KIND)
                    .orElseThrow()
                    .get(call, "known", Map.of())
                    .thenApply(values -> values.values().iterator().next().reveal()));
  }

  record Word(@Setting(doc = "What to say.") Secret word) {}

  private record Polite(String word, List<String> events) implements Greeter {

    @Override
    public CompletionStage<Void> start() {
      return note("start greeter", events);
    }

    @Override
    public CompletionStage<String> greet(Call call, String name) {
      return CompletableFuture.completedFuture(word);
    }

    @Override
    public CompletionStage<Void> close() {
      return note("close greeter", events);
    }
  }

  private record Vault(SecretStore secrets, List<String> events) implements SecretStore {

    @Override
    public CompletionStage<Void> start() {
      return note("start vault", events);
    }

    @Override
    public CompletionStage<Map<String, Secret>> get(
        Call call, String name, Map<String, String> metadata) {
      return secrets.get(call, name, metadata);
    }

    @Override
    public CompletionStage<Map<String, Map<String, Secret>>> getAll(
        Call call, Map<String, String> metadata) {
      return secrets.getAll(call, metadata);
    }

    @Override
    public CompletionStage<Void> close() {
      return note("close vault", events);
    }
  }

  private static CompletionStage<Void> note(String event, List<String> events) {
    events.add(event);
    return CompletableFuture.completedFuture(null);
  }
}
