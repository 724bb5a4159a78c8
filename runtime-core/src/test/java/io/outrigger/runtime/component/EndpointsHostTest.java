package io.outrigger.runtime.component;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.concurrent.CompletableFuture.failedFuture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.outrigger.runtime.config.ConfigException;
import io.outrigger.runtime.config.ConfigReader;
import io.outrigger.runtime.config.Environment;
import io.outrigger.runtime.fake.FakeEndpoints;
import io.outrigger.runtime.fake.FakeSecretStore;
import io.outrigger.runtime.fake.Fakes;
import io.outrigger.spi.ComponentDescriptor;
import io.outrigger.spi.ComponentException;
import io.outrigger.spi.ErrorCode;
import io.outrigger.spi.Kind.NoSettings;
import io.outrigger.spi.Secret;
import io.outrigger.spi.file.FileRequest;
import io.outrigger.spi.file.FileStore;
import io.outrigger.spi.secret.SecretStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Instances with several endpoints: made of one component each, and one to all others. */
final class EndpointsHostTest {

  private static final String A = "{'endpoint': 'a', 'key': 'planted-secret-a'}";
  private static final String B = "{'endpoint': 'b', 'key': 'planted-secret-b'}";

  private final FakeEndpoints endpoints = new FakeEndpoints();
  private final Map<String, Map<String, Secret>> secrets = new ConcurrentHashMap<>();
  private final Deadlines deadlines = new Deadlines();

  @AfterEach
  void close() {
    deadlines.close();
  }

  @Test
  void each_endpoint_has_a_component_with_its_settings_and_the_context_of_the_instance() {
    var _ = host(A, B);

    assertThat(endpoints.made)
        .extracting(store -> store.settings.endpoint() + " " + store.settings.key().reveal())
        .containsExactly("a planted-secret-a", "b planted-secret-b");
    assertThat(endpoints.at("a").context).isSameAs(endpoints.at("b").context);
    assertThat(endpoints.at("a").context.name()).isEqualTo("f");
  }

  @Test
  void a_request_reaches_the_endpoint_that_it_names() throws IOException {
    var host = host(A, B);
    start(host);

    store(host)
        .put(
            Fakes.call(),
            new FileRequest("x", Map.of("endpoint", "b")),
            new ByteArrayInputStream(new byte[3]));

    assertThat(endpoints.at("a").files).isEmpty();
    assertThat(endpoints.at("b").files).containsOnlyKeys("x");
  }

  @Test
  void a_request_that_names_none_of_several_is_an_invalid_argument() {
    var host = host(A, B);
    start(host);

    assertRefused(host, Map.of(), "metadata: endpoint is missing (expected one of: a, b)");
  }

  @Test
  void the_only_endpoint_may_be_named_and_no_other() {
    var host = host(A);
    start(host);
    endpoints.at("a").files.put("x", new byte[1]);

    assertThat(stat(host, "x", Map.of("endpoint", "a"))).isNull();
    assertThat(stat(host, "x", Map.of())).isNull();
    assertRefused(
        host, Map.of("endpoint", "b"), "metadata: endpoint \"b\" is unknown (expected one of: a)");
  }

  @Test
  void settings_without_an_array_are_of_an_endpoint_too() {
    var host = hostOf("'endpoint': 'a', 'key': 'k'");
    start(host);

    assertRefused(
        host, Map.of("endpoint", "b"), "metadata: endpoint \"b\" is unknown (expected one of: a)");
  }

  @Test
  void no_failure_shows_the_secret_of_any_endpoint() {
    var host = host(A, B);
    endpoints.at("a").starting = failedFuture(new IOException("no planted-secret-b"));

    start(host);

    assertThat(host.down())
        .containsExactly(new DownInstance("file", "f", "endpoint \"a\": no ***"));
    endpoints.at("a").starting = completedFuture(null);
    await().until(() -> host.down().isEmpty());
    assertThat(stat(host, "tell", Map.of("endpoint", "a"))).hasMessage("wrong key ***");
    assertThat(stat(host, "tell", Map.of("endpoint", "b"))).hasMessage("wrong key ***");
  }

  @Test
  void all_are_closed_with_the_instance() {
    var host = host(A, B);
    start(host);

    host.close().toCompletableFuture().join();

    assertThat(endpoints.made).hasSize(2).allMatch(store -> store.closed);
  }

  @Test
  void when_one_is_refused_the_others_are_closed() {
    assertThatThrownBy(() -> host(A, "{'endpoint': 'refused', 'key': 'planted-secret-c'}"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("/components/file/f")
        .hasMessageContaining("refused with ***");
    assertThat(endpoints.made).hasSize(1).allMatch(store -> store.closed);
  }

  @Test
  void endpoints_that_turn_out_to_be_the_same_are_refused() {
    assertThatThrownBy(() -> host(A, "{'endpoint': 'A', 'key': 'k'}"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("two objects of metadata have the same \"endpoint\"");
    assertThat(endpoints.made).hasSize(1).allMatch(store -> store.closed);
  }

  @Test
  void a_secret_out_of_a_store_is_for_the_endpoints_that_lack_it() {
    secrets.put("s", Map.of("s", Secret.of("planted-secret-s")));
    var host =
        hostOf(
            "'secret_ref': [{'store_name': 'v', 'key': 's', 'inject_as': 'key'}],"
                + " 'metadata': [{'endpoint': 'b'}, "
                + A
                + "]");

    assertThat(endpoints.made).isEmpty();
    start(host);

    assertThat(host.down()).isEmpty();
    assertThat(endpoints.made)
        .extracting(store -> store.settings.endpoint() + " " + store.settings.key().reveal())
        .containsExactly("b planted-secret-s", "a planted-secret-a");
    assertThat(stat(host, "tell", Map.of("endpoint", "b"))).hasMessage("wrong key ***");
  }

  private ComponentHost host(String... metadata) {
    return hostOf("'metadata': [" + String.join(", ", metadata) + "]");
  }

  private ComponentHost hostOf(String members) {
    var json =
        ("{'components': {'secret': {'v': {'type': 'vault'}}, 'file': {'f': {'type': 'far', "
                + members
                + "}}}}")
            .replace('\'', '"');
    var vault =
        ComponentDescriptor.of(
            SecretStore.KIND, "vault", NoSettings.class, (s, c) -> new FakeSecretStore(secrets));
    var catalog =
        ComponentCatalog.of(
            List.of(() -> List.<ComponentDescriptor<?, ?>>of(vault, endpoints.descriptor())));
    var config =
        new ConfigReader(catalog, Environment.of(Map.of()))
            .read("test.json", json.getBytes(StandardCharsets.UTF_8));
    return new ComponentHost("test.json", config, Fakes.services(deadlines));
  }

  private static void start(ComponentHost host) {
    host.start().toCompletableFuture().join();
  }

  private static FileStore store(ComponentHost host) {
    return host.registry().of(FileStore.KIND).getFirst().instance().orElseThrow().component();
  }

  /** How a question for the facts about a file fails; null when it does not. */
  private static @Nullable Throwable stat(
      ComponentHost host, String name, Map<String, String> metadata) {
    return store(host)
        .stat(Fakes.call(), new FileRequest(name, metadata))
        .toCompletableFuture()
        .<@Nullable Throwable>handle((facts, failure) -> failure)
        .join();
  }

  private static void assertRefused(
      ComponentHost host, Map<String, String> metadata, String message) {
    assertThat(stat(host, "x", metadata))
        .hasMessage(message)
        .asInstanceOf(InstanceOfAssertFactories.type(ComponentException.class))
        .extracting(ComponentException::code)
        .isEqualTo(ErrorCode.INVALID_ARGUMENT);
  }
}
