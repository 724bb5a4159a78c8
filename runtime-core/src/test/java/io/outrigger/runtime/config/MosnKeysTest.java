package io.outrigger.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The keys of every level of a MOSN config: which are known, offered, without effect or twice. */
final class MosnKeysTest {

  /** What stands at keys that want no object. */
  private static final Map<String, String> FIRST =
      Map.of(
          "'servers'", "[]",
          "'listeners'", "[]",
          "'address'", "'127.0.0.1:2'",
          "'bind_port'", "true",
          "'filter_chains'", "[{'filters': [" + MosnConfigs.filter("") + "]}]",
          "'filters'", "[" + MosnConfigs.filter("") + "]",
          "'graceful_stop_timeout'", "'2s'",
          "'secret_ref'", "[]");

  private static final String TRACING = "'enable': true, 'driver': 'SkyWalking'";

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "'tracng': {}, tracing",
        "'metrcs': {}, metrics",
        "'metric': {}, metrics",
        "'debugg': {}, debug",
      })
  void the_root_offers_what_is_read_there_first(String members, String meant) {
    assertThat(MosnConfigs.problems(MosnConfigs.root(members)))
        .containsExactly(meant(members, "the config", meant));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {"'listners': [], listeners", "'default_log_lvl': '', default_log_level"})
  void a_server_offers_what_is_read_there_first(String members, String meant) {
    var json = MosnConfigs.grpc("").replace("'listeners'", members + ", 'listeners'");

    assertThat(MosnConfigs.problems(json)).containsExactly(meant(members, "a server", meant));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {"'addres': '', address", "'net_work': '', network", "'nam': '', name"})
  void a_listener_offers_what_is_read_there_first(String members, String meant) {
    var json = MosnConfigs.grpc("").replace("'name'", members + ", 'name'");

    assertThat(MosnConfigs.problems(json)).containsExactly(meant(members, "a listener", meant));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "'tls_contex': {'status': true}, tls_context",
        "'filter': [], filters",
        "'macth': '', match"
      })
  void a_filter_chain_offers_what_is_read_there_first(String members, String meant) {
    var json = MosnConfigs.grpc("").replace("'filters'", members + ", 'filters'");

    assertThat(MosnConfigs.problems(json)).containsExactly(meant(members, "a filter chain", meant));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {"'confgi': 1, config", "'typ': '', type", "'go_plugin_confg': {}, go_plugin_config"})
  void a_filter_offers_what_is_read_there_first(String members, String meant) {
    var json = MosnConfigs.grpc("").replace("'type'", members + ", 'type'");

    assertThat(MosnConfigs.problems(json)).containsExactly(meant(members, "a filter", meant));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "'grpc_confg': {}, grpc_config",
        "'gracful_stop_timeout': 3, graceful_stop_timeout",
        "'servername': '', server_name"
      })
  void the_settings_of_the_filter_grpc_offer_what_is_read_there_first(
      String members, String meant) {
    var json = MosnConfigs.grpc("").replace("'grpc_config'", members + ", 'grpc_config'");

    assertThat(MosnConfigs.problems(json))
        .containsExactly(meant(members, "the filter grpc", meant));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "'lokc': {}, lock",
        "'stat': {}, state",
        "'secret_stor': {}, secret_store",
        "'pub_sub': {}, pub_subs",
        "'apps': {}, app"
      })
  void the_settings_of_layotto_offer_the_sections_of_installed_kinds_first(
      String members, String meant) {
    assertThat(MosnConfigs.problems(MosnConfigs.grpc(members)))
        .containsExactly(meant(members, "grpc_config", meant));
  }

  @Test
  void the_metrics_offer_what_is_read_there_first() {
    assertThat(MosnConfigs.problems(MosnConfigs.root("'metrics': {'sink': []}")))
        .containsExactly(meant("'sink'", "metrics", "sinks"));
  }

  @Test
  void a_sink_offers_what_is_read_there_first() {
    var sink = "{'type': 'prometheus', 'confg': {}, 'config': {}}";

    assertThat(MosnConfigs.problems(MosnConfigs.root("'metrics': {'sinks': [" + sink + "]}")))
        .containsExactly(meant("'confg'", "a sink", "config"));
  }

  @Test
  void the_settings_of_a_sink_offer_what_is_read_there_first() {
    var sink = "{'type': 'prometheus', 'config': {'prot': 1}}";

    assertThat(MosnConfigs.problems(MosnConfigs.root("'metrics': {'sinks': [" + sink + "]}")))
        .containsExactly(meant("'prot'", "the sink prometheus", "port"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"'enabel': true", "'enabel': true, 'enable': true", "'enabel': 1"})
  void the_tracing_offers_what_is_read_there_first(String members) {
    var json = MosnConfigs.root("'tracing': {'driver': 'SkyWalking', " + members + "}");

    assertThat(MosnConfigs.problems(json)).containsExactly(meant("'enabel'", "tracing", "enable"));
  }

  @Test
  void the_settings_of_a_tracing_driver_offer_what_is_read_there_first() {
    var json = MosnConfigs.root("'tracing': {%s, 'config': {'reportr': ''}}".formatted(TRACING));

    assertThat(MosnConfigs.problems(json))
        .containsExactly(meant("'reportr'", "the tracing driver SkyWalking", "reporter"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'servers' | the config | servers, metrics, tracing",
        "'listeners' | a server | listeners, default_log_path, default_log_level",
        "'name' | a listener | address, network, bind_port, filter_chains, stream_filters",
        "'filters' | a filter chain | filters, tls_context, tls_context_set",
        "'type' | a filter | type, config",
        "'grpc_config' | the filter grpc | grpc_config, graceful_stop_timeout",
        "'lock' | grpc_config | app, server, access_log, lock, secret_store, secretStores, state",
      })
  void the_known_keys_are_those_that_are_read(String beside, String where, String known) {
    var json = MosnConfigs.grpc("'lock': {}").replace(beside, "'elephant': 1, " + beside);

    assertThat(MosnConfigs.problems(json))
        .containsExactly("unknown key \"elephant\" for " + where + " (known: " + known + ")");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'servers' | 'service_registry'",
        "'name' | 'listener_filters'",
        "'name' | 'tunnel_listener'",
        "'filters' | 'match'",
        "'type' | 'go_plugin_config'",
      })
  void what_is_only_mosns_is_one_warning(String beside, String key) {
    var json = MosnConfigs.grpc("").replace(beside, key + ": {}, " + beside);

    assertThat(MosnConfigs.warnings(json))
        .singleElement()
        .asString()
        .startsWith(key.replace('\'', '"') + " has no effect");
  }

  @Test
  void the_old_name_of_the_tracing_driver_is_one_warning() {
    var json = MosnConfigs.root("'tracing': {'enable': false, 'tracer': 'SOFATracer'}");

    assertThat(MosnConfigs.warnings(json))
        .containsExactly("\"tracer\" has no effect (MOSN's old name for \"driver\")");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'app': {'app_id': 'one'} | 'App': {'app_id': 'two'}",
        "'lock': {} | 'LOCK': {}",
        "'secretStores': {} | 'SecretStores': {}",
        "'server': {} | 'SERVER': {}",
      })
  void a_section_may_be_given_once(String first, String again) {
    var json = MosnConfigs.grpc(first + ", " + again);
    int column = json.indexOf(first) + 1;

    assertThat(MosnConfigs.problems(json))
        .containsExactly(quoted(again) + " is given twice (first at line 1 column " + column + ")");
  }

  @Test
  void an_instance_knows_one_of_a_kind() {
    var first = "'secret_store': 'v'";
    var again = "'SECRET_STORE': 'v'";
    var json =
        MosnConfigs.grpc(
            "'lock': {'a': {'type': 'redis', 'component_ref': {%s, %s}}}".formatted(first, again));
    int column = json.indexOf(first) + 1;

    assertThat(MosnConfigs.problems(json))
        .contains(quoted(again) + " is given twice (first at line 1 column " + column + ")");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'servers'",
        "'listeners'",
        "'address'",
        "'bind_port'",
        "'filter_chains'",
        "'filters'",
        "'tls_context'",
        "'config'",
        "'grpc_config'",
        "'graceful_stop_timeout'",
        "'metadata'",
        "'secret_ref'",
        "'component_ref'",
      })
  void a_key_may_be_given_once_at_every_level(String key) {
    var json =
        MosnConfigs.grpc(
                "'lock': {'a': {'type': 'redis', 'metadata': {}, 'secret_ref': [],"
                    + " 'component_ref': {}}}")
            .replace("'name'", "'bind_port': true, 'name'")
            .replace("'filters'", "'tls_context': {}, 'filters'")
            .replace("'grpc_config'", "'graceful_stop_timeout': '1s', 'grpc_config'");
    var before = key.toUpperCase(Locale.ROOT) + ": " + FIRST.getOrDefault(key, "{}") + ", ";

    assertThat(MosnConfigs.warnings(json)).isEmpty();
    assertThat(MosnConfigs.problems(json.replace(key, before + key)))
        .anyMatch(text -> text.startsWith(quoted(key) + " is given twice (first at line 1"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'app': null, 'state': null, 'server': null",
        "'app': {'app_id': null}",
        "'app': null, 'App': {'app_id': 'a'}",
        "'elephant': null",
      })
  void sections_that_are_null_are_as_if_absent(String members) {
    assertThat(MosnConfigs.warnings(MosnConfigs.grpc(members))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"'metrics': null, 'tracing': null", "'tracing': {'enable': null}"})
  void sections_of_mosn_that_are_null_are_as_if_absent(String members) {
    assertThat(MosnConfigs.warnings(MosnConfigs.root(members))).isEmpty();
  }

  private static String meant(String members, String where, String meant) {
    return "unknown key %s for %s (did you mean \"%s\"?)".formatted(quoted(members), where, meant);
  }

  /** The first key of the members, as messages show it. */
  private static String quoted(String members) {
    return members.replaceFirst("^('[^']*').*", "$1").replace('\'', '"');
  }
}
