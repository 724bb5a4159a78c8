package io.outrigger.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which listeners of a MOSN config are served, where, and with what. */
final class MosnListenersTest {

  private static final String ACTUATOR = "'stream_filters': [{'type': 'actuator_filter'}]";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'tls_context': {'status': true}",
        "'tls_context': {'status': 'true'}",
        "'tls_context': {'status': 'TRUE'}",
        "'tls_context': {'status': '${YES}'}",
        "'tls_context': {'Status': true}",
        "'tls_context': {'status': false, 'Status': true}",
        "'TLS_Context': {'status': true}",
        "'tls_context': true",
        "'tls_context': 'on'",
        "'tls_context': [{'status': true}]",
        "'tls_context_set': [{'status': false}, {'status': 'true'}]",
      })
  void what_asks_for_tls_is_not_served_without(String tls) {
    var chain = MosnConfigs.grpc("").replace("'filters'", tls + ", 'filters'");
    var listener = MosnConfigs.grpc("").replace("'name'", tls + ", 'name'");

    assertThat(List.of(chain, listener))
        .allSatisfy(json ->
            assertThat(MosnConfigs.problems(json))
                .singleElement()
                .asString()
                .startsWith("TLS is not taken from MOSN's settings (expected: "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'tls_context': {}",
        "'tls_context': null",
        "'tls_context': {'status': false}",
        "'tls_context': {'status': 'false'}",
        "'tls_context': {'status': '${NO}'}",
        "'tls_context': {'status': null, 'ca_cert': 'x'}",
        "'tls_context': {'ca_cert': 'x'}",
        "'tls_context_set': []",
        "'tls_context_set': [{}, {'status': false}, null]",
      })
  void what_does_not_ask_for_tls_is_served(String tls) {
    var chain = MosnConfigs.grpc("").replace("'filters'", tls + ", 'filters'");
    var listener = MosnConfigs.grpc("").replace("'name'", tls + ", 'name'");

    assertThat(MosnConfigs.warnings(chain)).isEmpty();
    assertThat(MosnConfigs.warnings(listener)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "'yes'", "{}"})
  void a_status_of_tls_that_says_neither_is_a_problem(String status) {
    var tls = "'tls_context': {'status': " + status + "}, 'filters'";

    assertThat(MosnConfigs.problems(MosnConfigs.grpc("").replace("'filters'", tls)))
        .singleElement()
        .asString()
        .startsWith("status: ")
        .endsWith("(expected: true or false)");
  }

  @Test
  void an_actuator_that_asks_for_tls_is_not_served_without() {
    var chains = "'filter_chains': [{'tls_context': {'status': true}, 'filters': []}]";

    assertThat(MosnConfigs.problems(two("'address': '127.0.0.1:2', " + chains + ", " + ACTUATOR)))
        .containsExactly(
            "TLS is not taken from MOSN's settings (expected: \"status\": false in it, and"
                + " \"tls\" in the section server of grpc_config)");
  }

  @Test
  void the_keys_of_an_actuator_are_looked_at() {
    var chains = "'filter_chains': [{'filterz': []}]";

    assertThat(MosnConfigs.problems(two("'address': '127.0.0.1:2', " + chains + ", " + ACTUATOR)))
        .containsExactly("unknown key \"filterz\" for a filter chain (did you mean \"filters\"?)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"false", "'false'", "'${NO}'"})
  void a_listener_that_mosn_does_not_bind_is_not_served(String bound) {
    var chain =
        "'filter_chains': [{'tls_context': {'status': true}, 'filters': [%s]}]"
            .formatted(MosnConfigs.filter(""));
    var second = "'name': 'x', 'address': '127.0.0.1:2', 'elephant': 1, 'bind_port': ";
    var config = MosnConfigs.read(two(second + bound + ", " + chain));

    assertThat(config.server().listen()).containsExactly(new ListenAddress.Tcp("127.0.0.1", 1));
    assertThat(config.warnings())
        .extracting(Problem::text)
        .containsExactly(
            "the listener \"x\" is not served (\"bind_port\" is false, and MOSN does not bind it)");
  }

  @Test
  void an_actuator_that_mosn_does_not_bind_is_not_served() {
    var config = MosnConfigs.read(two("'name': 'x', 'bind_port': false, " + ACTUATOR));

    assertThat(config.telemetry().actuator()).isEmpty();
    assertThat(config.warnings()).hasSize(1);
  }

  @Test
  void a_config_whose_only_listener_is_not_bound_serves_nothing_and_is_a_problem() {
    var json = MosnConfigs.grpc("").replace("'name'", "'bind_port': false, 'name'");

    assertThat(MosnConfigs.problems(json))
        .containsExactly(
            "no listener with a network filter of type \"grpc\" is bound (expected:"
                + " \"bind_port\": true)");
  }

  @Test
  void whether_a_listener_is_bound_must_be_said_clearly() {
    var json = MosnConfigs.grpc("").replace("'name'", "'bind_port': 'maybe', 'name'");

    assertThat(MosnConfigs.problems(json))
        .containsExactly("bind_port: \"maybe\" (expected: true or false)");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {"'udp'", "'tcp4'", "'${NOWHERE}'", "5"})
  void a_network_is_tcp_or_unix(String network) {
    var json = MosnConfigs.grpc("").replace("'name'", "'network': " + network + ", 'name'");

    assertThat(MosnConfigs.problems(json))
        .containsExactly(
            "network: " + network.replace('\'', '"') + " (expected: one of tcp, unix)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"'tcp'", "'TCP'", "''", "null"})
  void a_network_is_tcp_unless_it_says_otherwise(String network) {
    var json = MosnConfigs.grpc("").replace("'name'", "'network': " + network + ", 'name'");

    assertThat(MosnConfigs.read(json).server().listen())
        .containsExactly(new ListenAddress.Tcp("127.0.0.1", 1));
  }

  @ParameterizedTest
  @CsvSource({
    "tcp, ${PORT_ALONE}, 0.0.0.0:81",
    "tcp, ${HOST:}:82, 0.0.0.0:82",
    "tcp, ${HOST:localhost}:82, localhost:82",
    "unix, ${SOCKET}, unix:/tmp/a.sock",
    "unix, /tmp/${NAME:b}.sock, unix:/tmp/b.sock",
    "UNIX, /tmp/c.sock, unix:/tmp/c.sock",
    "${UNIX}, /tmp/c.sock, unix:/tmp/c.sock",
    "unix, unix:/tmp/c.sock, unix:/tmp/c.sock",
    "tcp, unix:/tmp/c.sock, unix:/tmp/c.sock",
  })
  void an_address_is_read_after_the_environment_is_put_in(
      String network, String address, String listen) {
    var json =
        MosnConfigs.grpc("")
            .replace("'name'", "'network': '" + network + "', 'name'")
            .replace("127.0.0.1:1", address);

    assertThat(MosnConfigs.read(json).server().listen())
        .containsExactly(ListenAddress.parse(listen));
  }

  @Test
  void a_relative_socket_is_a_path() {
    var json =
        MosnConfigs.grpc("")
            .replace("'name'", "'network': 'unix', 'name'")
            .replace("127.0.0.1:1", "a.sock");

    assertThat(MosnConfigs.read(json).server().listen())
        .containsExactly(new ListenAddress.Unix(Path.of("a.sock")));
  }

  @ParameterizedTest
  @CsvSource({"tcp, host:port or", "unix, the path of a socket"})
  void a_wrong_address_is_shown_as_the_config_has_it(String network, String expected) {
    var json =
        MosnConfigs.grpc("")
            .replace("'name'", "'network': '" + network + "', 'name'")
            .replace("127.0.0.1:1", "${NOWHERE}" + "x".repeat(network.equals("unix") ? 108 : 0));

    assertThat(MosnConfigs.problems(json))
        .singleElement()
        .asString()
        .startsWith("address: \"${NOWHERE}")
        .contains("(expected: " + expected)
        .doesNotContain("planted-secret");
  }

  @Test
  void a_filter_without_config_has_a_message_of_its_own() {
    var json =
        MosnConfigs.listener("{'address': '127.0.0.1:1', 'filter_chains': [{'filters': [%s]}]}");

    assertThat(MosnConfigs.failure(json.formatted("{'type': 'grpc'}")).problems())
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.text())
              .isEqualTo(
                  "missing key \"config\" for the filter grpc (expected: an object with"
                      + " grpc_config)");
          assertThat(problem.pointer().toString())
              .isEqualTo("/servers/0/listeners/0/filter_chains/0/filters/0");
        });
    assertThat(MosnConfigs.problems(json.formatted("{'type': 'grpc', 'config': null}"))).hasSize(1);
    assertThat(MosnConfigs.problems(json.formatted("{'type': 'grpc', 'confg': {}}")))
        .containsExactly(
            "missing key \"config\" for the filter grpc (expected: an object with grpc_config)",
            "unknown key \"confg\" for a filter (did you mean \"config\"?)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{'server_name': 'runtime'}", "{'grpc_config': null}"})
  void a_config_without_grpc_config_has_a_message_of_its_own(String config) {
    var json =
        MosnConfigs.listener(
            "{'address': '127.0.0.1:1', 'filter_chains': [{'filters': [{'type': 'grpc', 'config':"
                + config
                + "}]}]}");

    assertThat(MosnConfigs.failure(json).problems())
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.text())
              .isEqualTo(
                  "missing key \"grpc_config\" for the filter grpc (expected: an object with the"
                      + " app and its components)");
          assertThat(problem.pointer().toString()).endsWith("/filters/0/config");
        });
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {"'2s', '2s', true", "'2s', '3s', false", "null, '3s', false", "'2s', null, true"})
  void listeners_may_not_say_different_times_to_stop(String one, String two, boolean agree) {
    var json = MosnConfigs.listener(stopping(one) + ", " + stopping(two));

    if (agree) {
      assertThat(MosnConfigs.read(json).server().gracefulStopTimeout())
          .isEqualTo(Duration.ofSeconds(2));
      return;
    }
    assertThat(MosnConfigs.problems(json))
        .containsExactly(
            "\"graceful_stop_timeout\" differs from that of the first filter grpc (expected: one"
                + " for all listeners, or equal ones)");
  }

  @Test
  void the_keys_of_every_filter_grpc_are_looked_at() {
    var json =
        MosnConfigs.listener(
            "{'address': '127.0.0.1:0', %s}, {'address': '127.0.0.1:0', %s}"
                .formatted(
                    MosnConfigs.chain(""),
                    MosnConfigs.chain("").replace("'grpc_config'", "'x': 1, 'grpc_config'")));

    assertThat(MosnConfigs.problems(json))
        .singleElement()
        .asString()
        .startsWith("unknown key \"x\" for the filter grpc");
  }

  @Test
  void the_listeners_alone_say_where_the_server_listens() {
    var json = MosnConfigs.grpc("'server': {'Listen': ['127.0.0.1:5555'], 'event_loops': 1}");

    assertThat(MosnConfigs.problems(json))
        .containsExactly("\"Listen\" has no place in a config of MOSN (the listeners say it)");
  }

  @Test
  void the_time_to_stop_may_be_said_once() {
    var json =
        MosnConfigs.grpc("'server': {'graceful_stop_timeout': '1s'}")
            .replace("'grpc_config'", "'graceful_stop_timeout': '1s', 'grpc_config'");

    assertThat(MosnConfigs.problems(json))
        .singleElement()
        .asString()
        .startsWith("\"graceful_stop_timeout\" is given twice");
  }

  @Test
  void a_name_of_a_filter_is_not_ignored_in_silence() {
    var json = MosnConfigs.grpc("").replace("{'type'", "{'name': 'x', 'type'");

    assertThat(MosnConfigs.problems(json))
        .containsExactly("unknown key \"name\" for a filter (known: type, config)");
  }

  @Test
  void the_other_stream_filters_of_an_actuator_are_not_ignored_in_silence() {
    var json =
        two(
            "'address': '127.0.0.1:2', 'stream_filters': [{'type': 'actuator_filter'}, {'type':"
                + " 'wasm_filter'}]");

    assertThat(MosnConfigs.warnings(json))
        .contains(
            "the filter \"wasm_filter\" has no effect (of the filters of a listener, only \"grpc\""
                + " has an effect)");
  }

  @Test
  void a_list_that_is_none_is_one_problem() {
    var json = MosnConfigs.grpc("").replace("'name'", "'stream_filters': 5, 'name'");

    assertThat(MosnConfigs.problems(json))
        .containsExactly("stream_filters: a number (expected: an array)");
  }

  private static String stopping(String timeout) {
    var chain = MosnConfigs.chain("");
    var config = "'graceful_stop_timeout': " + timeout + ", 'grpc_config'";
    return "{'address': '127.0.0.1:0', " + chain.replace("'grpc_config'", config) + "}";
  }

  private static String two(String second) {
    return MosnConfigs.listener(
        "{'address': '127.0.0.1:1', %s}, {%s}".formatted(MosnConfigs.chain(""), second));
  }
}
