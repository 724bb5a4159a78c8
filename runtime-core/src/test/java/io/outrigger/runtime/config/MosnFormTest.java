package io.outrigger.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.outrigger.spi.ComponentDescriptor;
import io.outrigger.spi.Kind.NoSettings;
import io.outrigger.spi.Setting;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MosnFormTest {

  private static final InstalledComponents INSTALLED =
      new FakeComponents(
          List.of(
              ComponentDescriptor.of(
                  FakeComponents.LOCK, "redis", Redis.class, (s, c) -> FakeComponents.lock()),
              ComponentDescriptor.of(
                  FakeComponents.STATE,
                  "in-memory",
                  NoSettings.class,
                  (s, c) -> FakeComponents.state())));

  @Test
  void the_map_key_is_the_type_when_there_is_none() {
    var config = read(grpc("'state': {'in-memory': {'metadata': {}}}"));

    assertThat(config.instances())
        .singleElement()
        .satisfies(instance -> {
          assertThat(instance.name()).isEqualTo("in-memory");
          assertThat(instance.descriptor().type()).isEqualTo("in-memory");
        });
  }

  @Test
  void keys_for_other_tools_may_stand_at_the_root() {
    var json = grpc("'state': {}").replaceFirst("\\{", "{\"\\$schema\": \"./schema.json\", ");

    assertThat(read(json).warnings()).isEmpty();
  }

  @Test
  void the_type_key_frees_the_name() {
    var config =
        read(grpc("'lock': {'orders': {'type': 'redis', 'metadata': {'redisHost': 'h:1'}}}"));

    assertThat(config.instances())
        .singleElement()
        .satisfies(instance -> {
          assertThat(instance.name()).isEqualTo("orders");
          assertThat(instance.settings().with(Map.of())).isEqualTo(new Redis("h:1"));
          assertThat(instance.declaration().pointer().toString())
              .isEqualTo(
                  "/servers/0/listeners/0/filter_chains/0/filters/0/config/grpc_config/lock/orders");
        });
  }

  @Test
  void keys_match_in_any_case() {
    var json =
        grpc("'LOCK': {'a': {'Type': 'redis', 'MetaData': {'REDISHOST': 'h'}}}")
            .replace("\"servers\"", "\"Servers\"")
            .replace("\"grpc_config\"", "\"GRPC_Config\"");

    assertThat(read(json).instances()).hasSize(1);
  }

  @Test
  void the_app_is_read_and_its_callback_warned_of() {
    var config =
        read(grpc("'app': {'app_id': 'a', 'grpc_callback_port': 9999, 'call_timeout': '1s'}"));

    assertThat(config.app().appId()).isEqualTo("a");
    assertThat(config.app().callTimeout()).isEqualTo(Duration.ofSeconds(1));
    assertThat(texts(config.warnings()))
        .containsExactly("\"grpc_callback_port\" has no effect (no pub/sub is installed)");
  }

  @Test
  void a_server_section_of_ours_may_stand_beside() {
    var config = read(grpc("'server': {'max_message_size': '8MiB'}"));

    assertThat(config.server().maxMessageSize().bytes()).isEqualTo(8 << 20);
    assertThat(config.server().listen()).containsExactly(new ListenAddress.Tcp("127.0.0.1", 34904));
  }

  @Test
  void every_listener_with_the_filter_is_an_address() {
    var filter = filter("'state': {}");
    var json =
        servers(
            """
            {'name': 'a', 'address': '0.0.0.0:1', 'bind_port': true, %1$s},
            {'name': 'b', 'address': ':2', %1$s},
            {'name': 'c', 'address': '/tmp/x.sock', 'network': 'unix', %1$s}
            """
                .formatted(filter));

    assertThat(read(json).server().listen())
        .containsExactly(
            new ListenAddress.Tcp("0.0.0.0", 1),
            new ListenAddress.Tcp("0.0.0.0", 2),
            new ListenAddress.Unix(Path.of("/tmp/x.sock")));
  }

  @Test
  void listeners_may_not_say_different_things() {
    var json =
        servers(
            """
            {'name': 'a', 'address': '127.0.0.1:1', %s},
            {'name': 'b', 'address': '127.0.0.1:2', %s}
            """
                .formatted(filter("'state': {}"), filter("'lock': {}")));

    assertThat(texts(failure(json).problems()))
        .containsExactly(
            "a second grpc_config, which differs from the first (expected: one for all listeners,"
                + " or equal ones)");
  }

  @Test
  void the_actuator_is_found_by_its_filter() {
    var json =
        servers(
            """
            {'name': 'g', 'address': '127.0.0.1:1', %s},
            {'name': 'x', 'address': '127.0.0.1:34999',
             'filter_chains': [{'filters': [{'type': 'proxy', 'config': {}}]}],
             'stream_filters': [{'type': 'actuator_filter'}]}
            """
                .formatted(filter("'state': {}")));

    assertThat(read(json).telemetry().actuator())
        .contains(
            new ActuatorSettings(
                List.of(new ListenAddress.Tcp("127.0.0.1", 34999)), Optional.empty()));
  }

  @Test
  void log_metrics_and_tracing_are_read() {
    var json =
        grpc("'state': {}")
            .replaceFirst(
                "\\{\"servers\": \\[\\{",
                q(
                    "{'metrics': {'sinks': [{'type': 'prometheus', 'config': {'port': 34903}}]},"
                        + " 'tracing': {'enable': true, 'driver': 'SkyWalking', 'config':"
                        + " {'reporter': 'gRPC', 'backend_service': 'c:11800'}}, 'servers': [{"
                        + "'default_log_level': 'DEBUG', 'default_log_path': 'stdout', "));

    var telemetry = read(json).telemetry();

    assertThat(telemetry.log())
        .isEqualTo(new LogSettings(LogSettings.Level.DEBUG, "stdout", LogSettings.Format.AUTO));
    assertThat(telemetry.metrics()).contains(new MetricsSettings(34903, "/metrics"));
    assertThat(telemetry.tracing().flatMap(TracingSettings::backendService)).contains("c:11800");
  }

  @Test
  void an_access_log_of_ours_is_read() {
    var telemetry = read(grpc("'access_log': {'sample_rate': '0.5'}")).telemetry();

    assertThat(telemetry.accessLog()).contains(new AccessLogSettings(0.5, Optional.empty()));
  }

  @Test
  void a_tracing_driver_that_is_none_of_ours_traces_nothing() {
    var json =
        grpc("'state': {}")
            .replaceFirst(
                "\\{\"servers\"",
                q("{'tracing': {'enable': true, 'driver': 'Zipkin', 'config': {}}, 'servers'"));

    var config = read(json);

    assertThat(config.telemetry().tracing()).isEmpty();
    assertThat(texts(config.warnings()))
        .containsExactly(
            "the tracing driver \"Zipkin\" is not installed: nothing is traced (installed:"
                + " SkyWalking)");
  }

  @Test
  void the_filter_says_how_long_a_stop_may_take() {
    var json =
        servers(
            """
            {'address': '127.0.0.1:1', 'filter_chains': [{'filters': [
              {'type': 'grpc', 'config': {'server_name': 'runtime', 'graceful_stop_timeout': '7s',
                                          'grpc_config': {}}}]}]}
            """);

    assertThat(read(json).server().gracefulStopTimeout()).isEqualTo(Duration.ofSeconds(7));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'files': {} | \"files\" has no effect (no version of Layotto reads it; did you mean"
            + " \"file\"?)",
        "'config_stores': {} | \"config_stores\" has no effect (no version of Layotto reads it; did"
            + " you mean \"config_store\"?)",
        "'pub_subs': {'a': {}} | the kind of \"pub_subs\" is not installed: its calls answer"
            + " UNIMPLEMENTED (installed: lock, state)",
        "'secretStores': {'a': {}} | the kind of \"secretStores\" is not installed: its calls"
            + " answer UNIMPLEMENTED (installed: lock, state)",
        "'lock': {'a': {'type': 'redis', 'metadata': {'redisHost': 'h', 'collecttionName': ''}}} |"
            + " \"collecttionName\" has no effect (no version of Layotto reads it; did you mean"
            + " \"collectionName\"?)",
      })
  void what_upstream_ignores_is_one_warning(String members, String warning) {
    assertThat(texts(read(grpc(members)).warnings())).containsExactly(warning);
  }

  @Test
  void a_type_of_upstream_that_is_not_installed_is_a_warning() {
    var config = read(grpc("'lock': {'a': {'type': 'zookeeper', 'metadata': {'x': 'secret'}}}"));

    assertThat(config.instances()).isEmpty();
    assertThat(config.components().absent())
        .extracting(absent -> absent.declaration().label(), AbsentInstance::type)
        .containsExactly(tuple("lock \"a\"", "zookeeper"));
    assertThat(texts(config.warnings()))
        .containsExactly(
            "type \"zookeeper\" for kind lock is not installed: calls to \"a\" answer UNIMPLEMENTED"
                + " (installed: redis)");
  }

  @Test
  void a_type_that_nobody_knows_is_a_problem() {
    assertThat(texts(failure(grpc("'lock': {'a': {'type': 'rediss'}}")).problems()))
        .containsExactly(
            "unknown type \"rediss\" for kind lock (did you mean \"redis\"? installed: redis)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'lokc': {} | unknown key \"lokc\" for grpc_config",
        "'app': {'appid': 'x'} | unknown key \"appid\" for app (did you mean \"app_id\"?)",
        "'lock': {'a': {'type': 'redis', 'metadata': {'redisHosts': 'h', 'redisHost': 'h'}}} |"
            + " unknown key \"redisHosts\" for lock \"redis\" (did you mean \"redisHost\"?)",
        "'lock': 5 | lock: a number (expected: an object)",
      })
  void what_is_in_no_list_is_a_problem(String members, String problem) {
    assertThat(texts(failure(grpc(members)).problems()))
        .singleElement()
        .asString()
        .startsWith(problem);
  }

  @Test
  void unknown_keys_can_be_warnings() {
    var config = read(grpc("'app': {'unknown_keys': 'warn'}, 'lokc': {}"));

    assertThat(texts(config.warnings())).singleElement().asString().contains("\"lokc\"");
  }

  @Test
  void nulls_are_as_if_absent() {
    var config = read(grpc("'pub_subs': null, 'state': {'in-memory': {'metadata': null}}"));

    assertThat(config.instances()).hasSize(1);
    assertThat(config.warnings()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'servers': []}",
        "{'servers': [{'listeners': []}]}",
        "{'servers': null}",
        "{'servers': [{'listeners': [{'name': 'x', 'address': '127.0.0.1:1'}]}]}"
      })
  void a_config_that_serves_no_app_is_a_problem(String json) {
    assertThat(texts(failure(q(json)).problems()))
        .containsExactly(
            "no listener has a network filter of type \"grpc\" (expected:"
                + " servers[].listeners[].filter_chains[].filters[] with \"type\": \"grpc\")");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"'tls_context': {'status': true}", "'tls_context_set': [{'status': true}]"})
  void a_listener_that_asks_for_tls_is_not_served_without(String tls) {
    var json =
        servers(
            "{'address': '127.0.0.1:1', 'filter_chains': [{%s, 'filters': [{'type': 'grpc',"
                    .formatted(tls)
                + " 'config': {'grpc_config': {}}}]}]}");

    assertThat(texts(failure(json).problems())).singleElement().asString().startsWith("TLS is not");
  }

  @Test
  void a_wrong_address_has_its_place() {
    var json = servers("{'address': 'nowhere', %s}".formatted(filter("'state': {}")));

    assertThat(failure(json).problems())
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.pointer().toString()).isEqualTo("/servers/0/listeners/0/address");
          assertThat(problem.message()).isEqualTo("address: \"nowhere\"");
        });
  }

  @Test
  void metadata_may_be_an_array_of_one_object() {
    var json = grpc("'lock': {'a': {'type': 'redis', 'metadata': [{'redisHost': 'h'}]}}");
    var two = grpc("'lock': {'a': {'type': 'redis', 'metadata': [{}, {}], 'redisHost': 'h'}}");

    assertThat(read(json).instances()).hasSize(1);
    assertThat(texts(failure(two).problems()))
        .containsExactly(
            "metadata: an array of 2 (expected: one object, since a lock \"redis\" cannot have"
                + " several)");
  }

  private static String grpc(String members) {
    return servers("{'name': 'g', 'address': '127.0.0.1:34904', %s}".formatted(filter(members)));
  }

  private static String servers(String listeners) {
    return q("{'servers': [{'listeners': [%s]}]}".formatted(listeners));
  }

  private static String filter(String members) {
    return "'filter_chains': [{'filters': [{'type': 'grpc', 'config': {'server_name': 'runtime',"
        + " 'grpc_config': {%s}}}]}]".formatted(members);
  }

  private static String q(String json) {
    return json.replace('\'', '"');
  }

  private static RuntimeConfig read(String json) {
    return new ConfigReader(INSTALLED, Environment.of(Map.of()))
        .read("x.json", q(json).getBytes(StandardCharsets.UTF_8));
  }

  private static ConfigException failure(String json) {
    return Optional.ofNullable(catchThrowableOfType(ConfigException.class, () -> read(json)))
        .orElseThrow(() -> new AssertionError("the config loads: " + json));
  }

  private static List<String> texts(List<Problem> problems) {
    return problems.stream().map(Problem::text).toList();
  }

  record Redis(@Setting(key = "redisHost", doc = "host:port") String host) {}
}
