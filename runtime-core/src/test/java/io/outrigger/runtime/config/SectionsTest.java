package io.outrigger.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.spi.DataSize;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SectionsTest {

  @Test
  void the_app_section_has_defaults() {
    assertThat(AppSettings.defaults())
        .isEqualTo(
            new AppSettings(
                "",
                Duration.ofSeconds(5),
                OnStartFailure.RETRY,
                UnknownKeys.ERROR,
                Duration.ofSeconds(10),
                256,
                256));
  }

  @Test
  void the_server_section_has_defaults() {
    assertThat(ServerSettings.defaults())
        .isEqualTo(
            new ServerSettings(
                List.of(new ListenAddress.Tcp("127.0.0.1", 34904)),
                DataSize.ofMebibytes(4),
                Duration.ofSeconds(30),
                0,
                Duration.ofMillis(500),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new LimitSettings(
                    1000,
                    0,
                    0,
                    0,
                    0,
                    Map.of(),
                    DataSize.ofBytes(8192),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(60),
                    5000)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'token': '' | token: it is empty (expected: a secret text)",
        "'token': 'grünes Licht' | token: no header can carry it (expected: printable ASCII)",
        "'token': 'planted', 'token_file': 't' | token_file: given beside token (expected: one of them)",
        "'tls': {'certificate': 'c'} | missing key \"key\" for tls of thing (expected: the path of a file or directory)",
        "'tls': {'certificate': 'c', 'key': 'k', 'reload': '0s'} | reload: 0s (expected: more than 0s)",
      },
      quoteCharacter = '`')
  void who_may_call_is_said_in_one_way(String json, String problem) {
    assertThat(Binding.of(ServerSettings.class, object(json)).texts()).containsExactly(problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'call_timeout': '0s' | call_timeout: 0s (expected: more than 0s)",
        "'start_timeout': '0s' | start_timeout: 0s (expected: more than 0s)",
        "'call_timeout': '24h1ns' | call_timeout: 24h1ns (expected: at most 24h)",
        "'start_timeout': '25h' | start_timeout: 25h (expected: at most 24h)",
        "'blocking_limit': 0 | blocking_limit: 0 (expected: >= 1)",
        "'on_start_failure': 'stop' | on_start_failure: \"stop\" (expected: one of retry, exit)",
        "'unknown_keys': 'ignore' | unknown_keys: \"ignore\" (expected: one of error, warn)",
      },
      quoteCharacter = '`')
  void the_app_section_refuses_what_makes_no_sense(String json, String problem) {
    assertThat(Binding.of(AppSettings.class, object(json)).texts()).containsExactly(problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'max_message_size': '1023B' | max_message_size: 1023B (expected: 1KiB to 2GiB-1)",
        "'max_message_size': '2GiB' | max_message_size: 2048MiB (expected: 1KiB to 2GiB-1)",
        "'graceful_stop_timeout': '48h' | graceful_stop_timeout: 48h (expected: at most 24h)",
        "'event_loops': -1 | event_loops: -1 (expected: >= 0)",
        "'stall_warning': '0s' | stall_warning: 0s (expected: more than 0s)",
      },
      quoteCharacter = '`')
  void the_server_section_refuses_what_makes_no_sense(String json, String problem) {
    assertThat(Binding.of(ServerSettings.class, object(json)).texts()).containsExactly(problem);
  }

  @ParameterizedTest
  @CsvSource({"-0.1", "1.01", "-1"})
  void the_access_log_refuses_a_rate_that_is_none(String rate) {
    assertThat(Binding.of(AccessLogSettings.class, object("'sample_rate': " + rate)).texts())
        .singleElement()
        .asString()
        .endsWith("(expected: 0 to 1)");
  }

  @ParameterizedTest
  @CsvSource({"1KiB,1024", "2147483647,2147483647"})
  void the_message_size_takes_its_limits(String text, long bytes) {
    var server =
        Binding.of(ServerSettings.class, object("'max_message_size': '" + text + "'")).value();

    assertThat(server.maxMessageSize()).isEqualTo(new DataSize(bytes));
  }

  @Test
  void a_wrong_address_is_a_problem_at_its_place() {
    var json = object("'listen': ['localhost:0', 'nowhere']");

    assertThat(Binding.of(ServerSettings.class, json).lines())
        .containsExactly(
            "line 1 column 28 /listen/1 listen[1]: \"nowhere\" (expected: host:port or [::1]:port"
                + " with a port from 0 to 65535, or unix: and the path of a socket, at most 107 bytes long)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'max_connections': 0 | max_connections: 0 (expected: >= 1)",
        "'max_calls': -1 | max_calls: -1 (expected: >= 0)",
        "'calls_per_second': -0.5 | calls_per_second: -0.5 (expected: 0 or more, at most 1e9)",
        "'calls_per_second_per_connection': 1e10 | calls_per_second_per_connection: 1.0E10 (expected: 0 or more, at most 1e9)",
        "'methods': {'a.B/C': 0} | methods: 0.0 (expected: more than 0, at most 1e9)",
        "'methods': {'/a.B/C': 1} | methods: \"/a.B/C\" (expected: as spec.proto.runtime.v1.Runtime/GetState)",
        "'methods': {'GetState': 1} | methods: \"GetState\" (expected: as spec.proto.runtime.v1.Runtime/GetState)",
        "'max_header_size': '2MiB' | max_header_size: 2MiB (expected: 1KiB to 1MiB)",
        "'handshake_timeout': '0s' | handshake_timeout: 0s (expected: more than 0s)",
        "'ping_after': '999ms' | ping_after: 999ms (expected: 1s or more)",
        "'max_resets': -1 | max_resets: -1 (expected: >= 0)",
      },
      quoteCharacter = '`')
  void limits_that_make_no_sense_are_refused(String json, String problem) {
    assertThat(Binding.of(LimitSettings.class, object(json)).texts()).containsExactly(problem);
  }

  private static String object(String members) {
    return "{" + members.replace('\'', '"') + "}";
  }
}
