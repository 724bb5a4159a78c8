package io.outrigger.runtime.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeout;

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
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
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
  private final List<ClassLoader> loaders = new CopyOnWriteArrayList<>();
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
    var service = new HelloService(host.registry());
    start();
    assertThatThrownBy(() -> greet(service)).isInstanceOf(ComponentException.class);

    secrets.put("db", Map.of("pw", Secret.of("bonjour")));

    await()
        .ignoreExceptionsInstanceOf(ComponentException.class)
        .untilAsserted(() -> assertThat(greet(service)).isEqualTo("bonjour"));
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
  void a_component_that_fails_with_its_secret_does_not_tell_it() {
    secrets.put("db", Map.of("pw", Secret.of("fail at start: planted-secret")));
    host = host(config("retry"));

    start();

    assertThat(host.down()).extracting(DownInstance::reason).containsExactly("no ***");
    assertThatThrownBy(this::greet).hasMessageContaining("no ***");
  }

  @Test
  void a_factory_that_refuses_its_secret_does_not_tell_it() {
    secrets.put("db", Map.of("pw", Secret.of("fail in factory: planted-secret")));
    host = host(config("exit"));

    assertThatThrownBy(this::start)
        .rootCause()
        .hasMessageContaining("no ***")
        .hasMessageNotContaining("planted-secret");
  }

  @Test
  void an_operation_that_fails_with_a_secret_does_not_tell_it() {
    secrets.put("db", Map.of("pw", Secret.of("fail in call: planted-secret")));
    host = host(config("retry"));
    start();

    assertThatThrownBy(this::greet)
        .rootCause()
        .hasMessageContaining("outer")
        .hasMessageNotContaining("planted");
  }

  @Test
  void a_store_that_does_not_answer_is_the_one_that_is_blamed() {
    events.add("hang");
    host =
        host(
            config("retry")
                .replace("'components'", "'app': {'start_timeout': '500ms'}, 'components'"));

    start();

    assertThat(host.down())
        .extracting(DownInstance::reason)
        .containsExactly(
            "secret \"db\" of secret store \"v\" cannot be read: secret \"v\" did not answer in time");
  }

  @Test
  void an_instance_of_the_class_path_never_has_the_context_loader_of_another() throws Exception {
    secrets.put("db", Map.of("pw", Secret.of("bonjour")));
    host = host(config("retry"));
    var thread = Thread.currentThread();
    var before = thread.getContextClassLoader();
    thread.setContextClassLoader(new ClassLoader(null) {});
    try {
      start();
    } finally {
      thread.setContextClassLoader(before);
    }

    assertThat(loaders).containsOnly(ComponentHost.class.getClassLoader());
  }

  @Test
  void a_chain_of_references_is_bounded() {
    var chain = new StringBuilder("{'components': {'secret': {");
    for (int i = 200; i > 0; i--) {
      chain.append(
          "'s%d': {'type': 'vault', 'component_ref': {'secret': 's%d'}}, ".formatted(i, i - 1));
    }

    assertThatThrownBy(() -> host(chain + "'s0': {'type': 'vault'}}}}"))
        .hasMessageContaining("references lead on over more than 100 instances");
  }

  @Test
  void many_instances_may_refer_to_one() {
    secrets.put("db", Map.of("pw", Secret.of("bonjour")));
    var many = new StringBuilder("{'components': {'secret': {'v': {'type': 'vault'}}, 'hello': {");
    for (int i = 0; i < 2_000; i++) {
      many.append(i == 0 ? "" : ", ")
          .append("'h%d': {'type': 'asking', 'component_ref': {'secret': 'v'}}".formatted(i));
    }
    var config = many + "}}}";

    assertTimeout(
        Duration.ofSeconds(10),
        () -> {
          host = host(config);
          start();
        });
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
    return greet(new HelloService(host.registry()));
  }

  private static String greet(HelloService service) {
    return service.greet(Fakes.call(), "h", "").toCompletableFuture().join();
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
        (settings, context) -> {
          loaders.add(Thread.currentThread().getContextClassLoader());
          if (settings.word().reveal().startsWith("fail in factory")) {
            throw new IllegalStateException("no " + settings.word().reveal());
          }
          return new Polite(settings.word().reveal(), events);
        });
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
      return word.startsWith("fail at start")
          ? CompletableFuture.failedFuture(new IOException("no " + word))
          : note("start greeter", events);
    }

    @Override
    public CompletionStage<String> greet(Call call, String name) {
      if (word.startsWith("fail in call")) {
        throw new IllegalStateException("outer", new IOException("no " + word));
      }
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
      return events.contains("hang")
          ? new CompletableFuture<>()
          : secrets.get(call, name, metadata);
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
