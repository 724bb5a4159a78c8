package io.outrigger.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.grpc.Channel;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Status.Code;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.outrigger.proto.layotto.v1.GetStateRequest;
import io.outrigger.proto.layotto.v1.RuntimeGrpc;
import io.outrigger.runtime.config.ListenAddress;
import io.outrigger.runtime.fake.FakeStateStore;
import io.outrigger.runtime.fake.Fakes;
import io.outrigger.runtime.fake.Figures;
import io.outrigger.runtime.fake.RawCalls;
import io.outrigger.runtime.server.ClientConnection;
import io.outrigger.runtime.server.ListenException;
import io.outrigger.runtime.telemetry.Metric;
import io.outrigger.testkit.program.Programs;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The figures of a whole sidecar, as Prometheus reads them. */
final class MetricsIT {

  private static final String CONFIG =
      """
      {"server": {"listen": ["127.0.0.1:0"], "graceful_stop_timeout": "0s"},
       %s
       "components": {"state": {"s": {"type": "fake"}}, "hello": {"h": {"type": "fake"}}}}
      """;

  private static final String METRICS =
      "\"metrics\": {\"port\": 0}, \"actuator\": {\"listen\": [\"127.0.0.1:0\"]},";

  private final FakeStateStore store = new FakeStateStore();
  private final HttpClient client = HttpClient.newHttpClient();
  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (var resource : open.reversed()) {
      resource.close();
    }
    client.close();
  }

  @Test
  void every_method_of_every_service_is_counted_once_when_it_is_called_once() throws Exception {
    var sidecar = start(METRICS);
    var channel = channel(sidecar);
    var methods = RawCalls.everyMethod(channel);
    assertThat(methods)
        .extracting(MethodDescriptor::getType)
        .contains(
            MethodType.UNARY,
            MethodType.SERVER_STREAMING,
            MethodType.CLIENT_STREAMING,
            MethodType.BIDI_STREAMING);

    // The list of services has been read by one call of the reflection's method.
    methods.stream()
        .filter(method -> !ServerReflectionGrpc.SERVICE_NAME.equals(method.getServiceName()))
        .forEach(method -> RawCalls.once(channel, method));

    for (var method : methods) {
      await()
          .untilAsserted(() ->
              assertThat(calls(figures(sidecar), method))
                  .as(method.getFullMethodName())
                  .isEqualTo(1));
    }
  }

  @Test
  void an_operation_of_a_component_is_counted_with_its_outcome() throws Exception {
    var sidecar = start(METRICS);
    var stub = RuntimeGrpc.newBlockingStub(channel(sidecar));
    var request = GetStateRequest.newBuilder().setStoreName("s").setKey("k").build();
    var _ = stub.getState(request);
    store.onGet = (call, get) -> CompletableFuture.failedFuture(new IOException("gone"));
    assertThatThrownBy(() -> stub.getState(request)).hasMessageContaining("gone");

    var figures = figures(sidecar);

    assertThat(operations(figures, "OK")).isEqualTo(1);
    assertThat(operations(figures, "UNAVAILABLE")).isEqualTo(1);
  }

  @Test
  void methods_that_clients_make_up_share_one_meter() throws Exception {
    var sidecar = start(METRICS);
    var channel = channel(sidecar);
    callMadeUp(channel, 0);
    await().until(() -> unknown(figures(sidecar)) == 1);
    var names = figures(sidecar).samples().keySet();

    for (int i = 1; i <= 200; i++) {
      callMadeUp(channel, i);
    }

    await().until(() -> unknown(figures(sidecar)) == 201);
    assertThat(figures(sidecar).samples().keySet())
        .filteredOn(name -> name.startsWith("outrigger_server"))
        .isEqualTo(names.stream().filter(name -> name.startsWith("outrigger_server")).toList());
  }

  @Test
  void an_instance_that_is_down_is_shown_with_its_attempts_to_start() throws Exception {
    store.starting = CompletableFuture.failedFuture(new IOException("connection refused"));
    var sidecar = start(METRICS);

    var figures = figures(sidecar);

    var state = new String[] {"kind=\"state\"", "component=\"s\"", "type=\"fake\""};
    assertThat(figures.sum(Metric.UP.exposedName(), state)).isZero();
    assertThat(figures.sum(Metric.UP.exposedName(), "kind=\"hello\"")).isEqualTo(1);
    assertThat(figures.sum(Metric.START_ATTEMPTS.exposedName(), state)).isPositive();
    assertThat(figures.sum(Metric.START_FAILURES.exposedName(), state)).isPositive();
  }

  @Test
  void what_becomes_of_traces_is_shown_when_there_are_some() throws Exception {
    var sidecar = start(METRICS + "\"tracing\": {\"driver\": \"skywalking\"},");
    RawCalls.services(channel(sidecar));

    await()
        .untilAsserted(() ->
            assertThat(figures(sidecar).samples())
                .containsEntry(Metric.TRACES_SENT.exposedName(), 1.0)
                .containsEntry(Metric.TRACES_DROPPED.exposedName(), 0.0)
                .containsEntry(Metric.TRACES_QUEUED.exposedName(), 0.0));
    assertThat(figures(start(METRICS)).samples())
        .doesNotContainKey(Metric.TRACES_SENT.exposedName());
  }

  @Test
  void the_figures_of_the_process_are_there() throws Exception {
    var types = figures(start(METRICS)).types();

    assertThat(types)
        .containsKeys(
            "jvm_memory_used_bytes",
            "jvm_gc_memory_allocated_bytes_total",
            "jvm_threads_live_threads",
            "jvm_buffer_memory_used_bytes",
            "jvm_classes_loaded_classes",
            "process_cpu_usage",
            "process_files_open_files",
            "process_resident_memory_bytes",
            "process_uptime_seconds",
            "outrigger_build_info",
            "outrigger_event_loop_lag_seconds",
            "outrigger_event_loop_pending_tasks",
            "outrigger_netty_direct_memory_bytes");
  }

  @Test
  void everything_of_ours_is_described_and_of_its_type() throws Exception {
    var sidecar = start(METRICS);
    var _ =
        RuntimeGrpc.newBlockingStub(channel(sidecar))
            .getState(GetStateRequest.newBuilder().setStoreName("s").setKey("k").build());

    var types = figures(sidecar).types();

    var described = Stream.of(Metric.values()).map(Metric::exposedName).toList();
    assertThat(types.keySet().stream().filter(name -> name.startsWith("outrigger_")))
        .isSubsetOf(described);
    for (var metric : Metric.values()) {
      if (types.containsKey(metric.exposedName())) {
        assertThat(types.get(metric.exposedName())).isEqualToIgnoringCase(metric.type().name());
      }
    }
  }

  @Test
  void the_page_is_at_its_port_and_at_the_actuator() throws Exception {
    var sidecar = start(METRICS.replace("\"port\": 0", "\"port\": 0, \"endpoint\": \"/figures\""));

    assertThat(get(sidecar.metrics(), "/figures").statusCode()).isEqualTo(200);
    assertThat(get(sidecar.metrics(), "/figures?name=x").statusCode()).isEqualTo(200);
    assertThat(get(sidecar.metrics(), "/metrics").statusCode()).isEqualTo(404);
    assertThat(get(sidecar.metrics(), "/actuator/health").statusCode()).isEqualTo(404);
    assertThat(get(sidecar.actuator(), "/metrics").statusCode()).isEqualTo(200);
  }

  @Test
  void a_port_in_use_is_named_and_nothing_stays_bound() throws Exception {
    try (var taken = new ServerSocket(0)) {
      var settings = METRICS.replace("\"port\": 0", "\"port\": " + taken.getLocalPort());
      var config = Fakes.config(store, CONFIG.formatted(settings));

      assertThatThrownBy(() -> Sidecar.start("test.json", config))
          .isInstanceOf(ListenException.class)
          .hasMessageContaining("change metrics.port");
    }
  }

  @Test
  void promtool_finds_nothing_to_complain_of() throws Exception {
    assumeTrue(
        Programs.find("promtool").isPresent(), "promtool (Debian's prometheus) is not installed");
    var sidecar = start(METRICS);
    channel(sidecar);
    var process =
        new ProcessBuilder("promtool", "check", "metrics").redirectErrorStream(true).start();
    try (var in = process.outputWriter()) {
      in.write(get(sidecar.metrics(), "/metrics").body());
    }

    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(said.lines().filter(line -> line.contains("outrigger_"))).isEmpty();
    assertThat(process.waitFor()).isIn(0, 3); // 3: only style, which is Micrometer's.
  }

  @Test
  void without_its_section_nothing_of_micrometer_is_loaded() throws Exception {
    var jars =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> !entry.contains("micrometer") && !entry.contains("prometheus"))
            .map(MetricsIT::url)
            .toArray(URL[]::new);
    try (var loader = new URLClassLoader(jars, ClassLoader.getPlatformClassLoader())) {
      var started = loader.loadClass(WithoutMetrics.class.getName()).getDeclaredConstructor();
      started.setAccessible(true);

      ((Runnable) started.newInstance()).run();
    }
  }

  /** Runs where there are no classes of Micrometer. */
  static final class WithoutMetrics implements Runnable {

    @Override
    public void run() {
      var config = Fakes.config(new FakeStateStore(), CONFIG.formatted(""));
      try (var sidecar = Sidecar.start("test.json", config)) {
        assertThat(sidecar.metrics()).isEmpty();
        assertThatThrownBy(() -> Class.forName("io.micrometer.core.instrument.MeterRegistry"))
            .isInstanceOf(ClassNotFoundException.class);
      }
    }
  }

  private static void callMadeUp(Channel channel, int number) {
    var method = RawCalls.raw("made.Up/Method" + number, MethodType.UNARY);
    assertThat(RawCalls.once(channel, method).getCode()).isEqualTo(Code.UNIMPLEMENTED);
  }

  private static double calls(Figures figures, MethodDescriptor<?, ?> method) {
    return figures.sum(
        "outrigger_server_calls_seconds_count",
        "service=\"" + method.getServiceName() + '"',
        "method=\"" + method.getBareMethodName() + '"');
  }

  private static double operations(Figures figures, String outcome) {
    return figures.sum(
        "outrigger_component_operations_seconds_count",
        "kind=\"state\"",
        "component=\"s\"",
        "type=\"fake\"",
        "operation=\"get\"",
        "outcome=\"" + outcome + '"');
  }

  private static double unknown(Figures figures) {
    return figures.sum("outrigger_server_calls_seconds_count", "method=\"unknown\"");
  }

  private Sidecar start(String settings) {
    var config = Fakes.config(store, CONFIG.formatted(settings));
    var sidecar = Sidecar.start("test.json", config);
    open.add(sidecar);
    return sidecar;
  }

  private Channel channel(Sidecar sidecar) {
    var connection = new ClientConnection(sidecar.addresses().getFirst(), 1 << 20);
    open.add(connection);
    return connection.channel();
  }

  private Figures figures(Sidecar sidecar) throws Exception {
    return Figures.of(get(sidecar.metrics(), "/metrics").body());
  }

  private HttpResponse<String> get(List<ListenAddress> addresses, String path) throws Exception {
    int port = ((ListenAddress.Tcp) addresses.getFirst()).port();
    var uri = URI.create("http://127.0.0.1:" + port + path);
    return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }

  private static URL url(String path) {
    try {
      return Path.of(path).toUri().toURL();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
