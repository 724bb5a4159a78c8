package io.outrigger.redis.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outrigger.redis.lock.RedisLockStore;
import io.outrigger.redis.server.SettingsOf;
import io.outrigger.redis.state.RedisStateStore;
import io.outrigger.runtime.component.ComponentCatalog;
import io.outrigger.runtime.config.ConfigException;
import io.outrigger.runtime.config.ConfigReader;
import io.outrigger.runtime.config.Environment;
import io.outrigger.testkit.TestContext;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.HostAndPort;

/** The keys of Layotto and Dapr, read as the runtime reads a config. */
final class RedisSettingsTest {

  @Test
  void a_host_is_all_that_is_needed() {
    assertThat(read("state", "'redisHost': 'localhost:6380'"))
        .hasToString(read("state", "'redis_host': 'localhost:6380', 'redisDB': '0'").toString());
  }

  @Test
  void the_keys_of_layotto_have_their_units() {
    var settings =
        read(
            "lock",
            "'redisHost': 'h', 'redisPassword': 'p', 'enableTLS': 'true', 'maxRetries': '5',"
                + " 'maxRetryBackoff': '3000000000'");

    assertThat(settings.redisPassword().reveal()).isEqualTo("p");
    assertThat(settings.enableTls()).isTrue();
    assertThat(settings.maxRetries()).isEqualTo(5);
    assertThat(settings.maxRetryBackoff()).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void the_keys_of_dapr_have_their_units() {
    var settings =
        read(
            "state",
            "'redisHost': 'h', 'redisUsername': 'u', 'redisDB': '2', 'redisType': 'node',"
                + " 'failover': 'true', 'sentinelMasterName': 'm', 'sentinelPassword': 'sp',"
                + " 'redisMaxRetries': '-1', 'redisMinRetryInterval': '8ms',"
                + " 'redisMaxRetryInterval': '-1', 'dialTimeout': '700', 'readTimeout': '2s',"
                + " 'writeTimeout': '-1', 'poolSize': '20', 'minIdleConns': '1', 'maxConnAge': '-1',"
                + " 'poolTimeout': '1s', 'idleTimeout': '-1', 'idleCheckFrequency': '60',"
                + " 'ttlInSeconds': '600', 'insecureSkipTLSVerify': 'false'");

    assertThat(settings.dialTimeout()).isEqualTo(Duration.ofMillis(700));
    assertThat(settings.readTimeout()).isEqualTo(Duration.ofSeconds(2));
    assertThat(settings.redisDb()).isEqualTo(2);
    assertThat(settings.poolSize()).isEqualTo(20);
    assertThat(settings.maxRetries()).isEqualTo(-1);
    assertThat(settings.ttlInSeconds()).contains(600);
  }

  @Test
  void independent_nodes_are_a_list() {
    var settings =
        readType("lock", "redis_cluster", "'redisHosts': 'a:1, b:2,c', 'concurrency': '0'");

    assertThat(settings.eachHost())
        .extracting(RedisSettings::redisHost)
        .containsExactly("a:1", "b:2", "c");
  }

  @Test
  void numbers_that_ids_exceed_are_an_object() {
    assertThat(read("sequencer", "'redisHost': 'h', 'biggerThan': {'sequencer|||app1||k': 7}"))
        .extracting(RedisSettings::biggerThan)
        .isEqualTo(Map.of("sequencer|||app1||k", 7L));
  }

  @ParameterizedTest
  @CsvSource({"state, state.redis", "lock, lock.redis"})
  void the_names_of_dapr_mean_the_same_types(String kind, String type) {
    assertThat(readType(kind, type, "'redisHost': 'h'").redisHost()).isEqualTo("h");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'redisHost': ''",
        "'redisHost': 'h', 'redisDB': '-1'",
        "'redisHost': 'h', 'redisPort': '0'",
        "'redisHost': 'h', 'redisType': 'ring'",
        "'redisHost': 'h', 'failover': 'true'",
        "'redisHost': 'h', 'redisType': 'cluster', 'redisDB': '1'",
        "'redisHost': 'h', 'clientCert': 'c'",
        "'redisHost': 'h', 'connections': '0'",
        "'redisHost': 'h', 'maxQueued': '0'",
        "'redisHost': 'h', 'poolSize': '0'",
        "'redisHost': 'h', 'dialTimeout': '0'",
        "'redisHost': 'h', 'readTimeout': '0s'",
        "'redisHost': 'h', 'biggerThan': {'k': -1}",
        "'redisHots': 'h'"
      })
  void what_cannot_be_right_is_refused(String metadata) {
    assertThatThrownBy(() -> read("state", metadata)).isInstanceOf(ConfigException.class);
  }

  @Test
  void no_problem_shows_the_password() {
    assertThatThrownBy(
            () -> read("state", "'redisHost': '', 'redisPassword': 'planted', 'redisDB': 'x'"))
        .isInstanceOf(ConfigException.class)
        .hasMessageNotContaining("planted");
  }

  @Test
  void the_settings_as_text_do_not_show_the_password() {
    var settings = read("state", "'redisHost': 'h', 'redisPassword': 'planted'");

    assertThat(settings.toString()).doesNotContain("planted");
  }

  @Test
  void a_lock_refuses_what_only_others_have() {
    var ttl = SettingsOf.host("h").with("ttlInSeconds", Optional.of(1)).build();
    var above = SettingsOf.host("h").with("biggerThan", Map.of("k", 1L)).build();

    assertThatThrownBy(() -> new RedisLockStore(ttl, new TestContext()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new RedisStateStore(above, new TestContext()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void one_server_is_not_several() {
    assertThatThrownBy(
            () -> new RedisStateStore(SettingsOf.host("a:1,b:2").build(), new TestContext()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("one host:port");
  }

  @ParameterizedTest
  @CsvSource({
    "h, h, 6379",
    "h:1, h, 1",
    "[::1]:7, ::1, 7",
    "::1, ::1, 6379",
    "[::1], ::1, 6379",
    "' 10.0.0.1:5 ', 10.0.0.1, 5"
  })
  void an_address_is_a_host_and_perhaps_a_port(String text, String host, int port) {
    assertThat(Servers.addresses(SettingsOf.host(text).build()))
        .isEqualTo(List.of(new HostAndPort(host, port)));
  }

  @Test
  void an_address_without_port_has_that_of_the_settings() {
    var settings = SettingsOf.host("a,b:2").with("redisPort", 7).build();

    assertThat(Servers.addresses(settings))
        .containsExactly(new HostAndPort("a", 7), new HostAndPort("b", 2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"h:", "h:x", "h:123456"})
  void an_address_with_a_broken_port_is_refused(String text) {
    assertThatThrownBy(() -> Servers.addresses(SettingsOf.host(text).build()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static RedisSettings read(String kind, String metadata) {
    return readType(kind, "redis", metadata);
  }

  private static RedisSettings readType(String kind, String type, String metadata) {
    var json =
        "{'components': {'%s': {'demo': {'type': '%s', 'metadata': {%s}}}}}"
            .formatted(kind, type, metadata)
            .replace('\'', '"');
    var reader = new ConfigReader(ComponentCatalog.ofClassPath(), Environment.of(Map.of()));
    var config = reader.read("test.json", json.getBytes(StandardCharsets.UTF_8));
    return (RedisSettings) config.instances().getFirst().settings().with(Map.of());
  }
}
