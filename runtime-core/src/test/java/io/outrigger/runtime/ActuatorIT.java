package io.outrigger.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthGrpc;
import io.outrigger.runtime.config.ListenAddress;
import io.outrigger.runtime.fake.FakeStateStore;
import io.outrigger.runtime.fake.Fakes;
import io.outrigger.runtime.json.PlainJson;
import io.outrigger.runtime.server.ClientConnection;
import io.outrigger.runtime.server.ListenException;
import io.outrigger.spi.Bytes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** The actuator of a whole sidecar, asked by the JDK's own HTTP client. */
final class ActuatorIT {

  private static final String FAKES = "io.outrigger.runtime.fake";
  private static final Map<String, Object> UP = Map.of("status", "UP");
  private static final Map<String, Object> STARTED =
      Map.of("status", "UP", "details", Map.of("reason", ""));

  private final FakeStateStore store = new FakeStateStore();
  private final HttpClient client = HttpClient.newHttpClient();
  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (var resource : open.reversed()) {
      resource.close();
    }
    client.close();
    ((Logger) LoggerFactory.getLogger(FAKES)).setLevel(null);
  }

  @ParameterizedTest
  @ValueSource(strings = {"readiness", "readiness/", "readiness/and/more", ""})
  void a_sidecar_that_can_serve_is_ready(String probe) throws Exception {
    var answer = get(start(""), "/actuator/health/" + probe);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("content-type")).contains("application/json");
    assertThat(json(answer))
        .isEqualTo(
            Map.of(
                "status",
                "UP",
                "components",
                Map.of("runtime_startup", STARTED, "state/s", UP, "hello/h", UP)));
  }

  @Test
  void an_instance_that_is_down_is_named_with_its_reason() throws Exception {
    store.starting = CompletableFuture.failedFuture(new IOException("connection refused"));
    var sidecar = start("");

    var answer = get(sidecar, "/actuator/health/readiness");

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(json(answer)).isEqualTo(down("DOWN", "connection refused", STARTED));
    assertThat(get(sidecar, "/actuator/health/liveness").statusCode()).isEqualTo(200);

    store.starting = CompletableFuture.completedFuture(null);
    await().until(() -> get(sidecar, "/actuator/health/readiness").statusCode() == 200);
  }

  @Test
  void a_sidecar_whose_backend_is_down_has_started() throws Exception {
    store.starting = CompletableFuture.failedFuture(new IOException("connection refused"));
    var sidecar = start("");

    assertThat(get(sidecar, "/actuator/health/startup").statusCode()).isEqualTo(200);
    assertThat(get(sidecar, "/actuator/health/readiness").statusCode()).isEqualTo(503);
  }

  @Test
  void while_it_starts_it_is_alive_and_not_ready() throws Exception {
    var port = freePort();
    var started = new CompletableFuture<Void>();
    store.starting = started;
    var config = Fakes.config(store, config("", "127.0.0.1:" + port));
    var starting = CompletableFuture.supplyAsync(() -> Sidecar.start("test.json", config));
    await().ignoreExceptions().until(() -> get(port, "/actuator/health").statusCode() == 503);

    assertThat(json(get(port, "/actuator/health")))
        .isEqualTo(
            down(
                "INIT",
                "it has not started yet",
                Map.of("status", "INIT", "details", Map.of("reason", "starting"))));
    assertThat(get(port, "/actuator/health/liveness").statusCode()).isEqualTo(200);
    assertThat(get(port, "/actuator/health/startup").statusCode()).isEqualTo(503);

    started.complete(null);
    open.add(starting.join());
    assertThat(get(port, "/actuator/health/startup").statusCode()).isEqualTo(200);
    assertThat(get(port, "/actuator/health").statusCode()).isEqualTo(200);
  }

  @Test
  void while_it_stops_it_is_alive_and_not_ready() throws Exception {
    var sidecar = start("");
    var connection = new ClientConnection(sidecar.addresses().getFirst(), 1 << 20);
    open.add(connection);
    var health = HealthGrpc.newBlockingStub(connection.channel());
    var _ = health.check(HealthCheckRequest.getDefaultInstance());
    var stopping = Thread.ofPlatform().start(sidecar::close);
    await().until(() -> get(sidecar, "/actuator/health/readiness").statusCode() == 503);

    assertThat(get(sidecar, "/actuator/health/readiness").body()).contains("shutdown");
    assertThat(get(sidecar, "/actuator/health/liveness").statusCode()).isEqualTo(200);
    connection.close();

    assertThat(stopping.join(Duration.ofSeconds(15))).isTrue();
    assertThatThrownBy(() -> get(sidecar, "/actuator/health")).isInstanceOf(IOException.class);
  }

  @Test
  void info_has_the_shape_of_layotto() throws Exception {
    var info = json(get(start(""), "/actuator/info"));

    assertThat(info.get("app"))
        .asInstanceOf(InstanceOfAssertFactories.MAP)
        .containsEntry("name", "Outrigger")
        .containsEntry("app_id", "app1")
        .containsKeys("version", "compiled", "started");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/actuator",
        "/actuator/",
        "/actuator/nope",
        "/actuator/health/nope",
        "/metrics",
        "/other/health",
        "/actuator/%zz"
      })
  void what_is_not_known_is_not_found_and_empty(String path) throws Exception {
    var sidecar = start("");
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port(sidecar))) {
      var request = "GET " + path + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

      assertThat(answer)
          .startsWith("HTTP/1.1 404")
          .contains("content-length: 0")
          .endsWith("\r\n\r\n");
    }
  }

  @ParameterizedTest
  @CsvSource({"state/fake", "state/s", FAKES, "IO.outrigger.runtime.FAKE"})
  void the_level_of_a_component_is_changed_and_shown(String name) throws Exception {
    var sidecar = start("");

    var answer = post(sidecar, "{\"component\": \"%s\", \"level\": \"Debug\"}".formatted(name));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(json(answer)).isEmpty();
    assertThat(((Logger) LoggerFactory.getLogger(FAKES)).getLevel()).isEqualTo(Level.DEBUG);
    var shown = json(get(sidecar, "/actuator/logger"));
    assertThat(shown.get("components")).asString().contains("state/fake=debug");
    assertThat(shown.get("loggers")).asString().contains(FAKES + "=debug").contains("ROOT=");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | the body",
        "'{' | the body",
        "[] | no text \"component\"",
        "{\"component\": \"state/s\"} | no text \"level\"",
        "{\"component\": \"state/s\", \"level\": \"loud\"} | expected: one of trace, debug",
        "{\"component\": \"state/nope\", \"level\": \"info\"} | known: ROOT, hello/fake"
      })
  void a_wrong_change_is_refused_with_what_was_expected(String body, String message)
      throws Exception {
    var answer = post(start(""), body);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat((String) json(answer).get("error")).contains(message);
  }

  @Test
  void another_method_is_refused() throws Exception {
    var sidecar = start("");
    var request = HttpRequest.newBuilder(uri(port(sidecar), "/actuator/logger")).DELETE().build();

    assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(405);
  }

  @Test
  void levels_are_served_on_loopback_addresses_only_and_health_everywhere() throws Exception {
    var config = Fakes.config(store, config("", "0.0.0.0:0\", \"127.0.0.1:0"));
    var sidecar = Sidecar.start("test.json", config);
    open.add(sidecar);
    int everywhere = ((ListenAddress.Tcp) sidecar.actuator().getFirst()).port();
    int loopback = ((ListenAddress.Tcp) sidecar.actuator().getLast()).port();

    assertThat(get(everywhere, "/actuator/health/readiness").statusCode()).isEqualTo(200);
    assertThat(get(everywhere, "/actuator/info").statusCode()).isEqualTo(200);
    assertThat(get(everywhere, "/actuator/logger").statusCode()).isEqualTo(403);
    assertThat(get(loopback, "/actuator/logger").statusCode()).isEqualTo(200);
  }

  @Test
  void a_token_of_the_environment_protects_the_levels_and_nothing_else() throws Exception {
    var sidecar = start("\"token\": \"${TOKEN:s3cret}\",");
    var request = HttpRequest.newBuilder(uri(port(sidecar), "/actuator/logger"));

    assertThat(get(sidecar, "/actuator/health").statusCode()).isEqualTo(200);
    assertThat(get(sidecar, "/actuator/logger").statusCode()).isEqualTo(401);
    var authorized = request.header("Authorization", "Bearer s3cret").build();
    assertThat(client.send(authorized, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
  }

  @Test
  void an_address_in_use_is_named_with_its_setting() throws Exception {
    try (var taken = new ServerSocket(0)) {
      var address = "127.0.0.1:" + taken.getLocalPort();
      var config = Fakes.config(store, config("", address));

      assertThatThrownBy(() -> Sidecar.start("test.json", config))
          .isInstanceOf(ListenException.class)
          .hasMessageContaining("cannot listen on " + address)
          .hasMessageContaining("change actuator.listen");
    }
    assertThat(store.log).doesNotContain("start");
  }

  @Test
  void without_its_section_there_is_no_actuator() {
    var json = "{\"server\": {\"listen\": [\"127.0.0.1:0\"], \"graceful_stop_timeout\": \"0s\"}}";
    var sidecar = Sidecar.start("test.json", Fakes.config(store, json));
    open.add(sidecar);

    assertThat(sidecar.actuator()).isEmpty();
  }

  private static Map<String, Object> down(String status, String reason, Map<String, ?> startup) {
    var state = Map.of("status", status, "details", Map.of("reason", reason));
    return Map.of(
        "status",
        status,
        "components",
        Map.of("runtime_startup", startup, "state/s", state, "hello/h", UP));
  }

  private Sidecar start(String actuator) {
    var config = Fakes.config(store, config(actuator, "127.0.0.1:0"));
    var sidecar = Sidecar.start("test.json", config);
    open.add(sidecar);
    return sidecar;
  }

  private static String config(String actuator, String listen) {
    return """
    {"app": {"app_id": "app1"},
     "server": {"listen": ["127.0.0.1:0"], "graceful_stop_timeout": "10s"},
     "actuator": {%s "listen": ["%s"]},
     "components": {"state": {"s": {"type": "fake"}}, "hello": {"h": {"type": "fake"}}}}
    """
        .formatted(actuator, listen);
  }

  private HttpResponse<String> get(Sidecar sidecar, String path) throws Exception {
    return get(port(sidecar), path);
  }

  private HttpResponse<String> get(int port, String path) throws Exception {
    return client.send(HttpRequest.newBuilder(uri(port, path)).build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> post(Sidecar sidecar, String body) throws Exception {
    var request =
        HttpRequest.newBuilder(uri(port(sidecar), "/actuator/logger"))
            .POST(BodyPublishers.ofString(body))
            .build();
    return client.send(request, BodyHandlers.ofString());
  }

  private static int port(Sidecar sidecar) {
    return ((ListenAddress.Tcp) sidecar.actuator().getFirst()).port();
  }

  private static URI uri(int port, String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @SuppressWarnings("unchecked") // Every answer is an object.
  private static Map<String, Object> json(HttpResponse<String> answer) {
    return (Map<String, Object>)
        Objects.requireNonNull(PlainJson.read("answer", Bytes.utf8(answer.body())));
  }
}
