package io.outrigger.hdfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which settings there can be, and what the Hadoop client is told for them. */
final class HdfsSettingsTest {

  private static final List<String> PAIR = List.of("one:8020", "two:8021");

  private static SettingsOf host() {
    return SettingsOf.endpoint("tcp:localhost:9000");
  }

  private static AbstractThrowableAssert<?, ?> assertRefused(SettingsOf settings) {
    return assertThatThrownBy(settings::build).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "tcp:localhost:9000, localhost:9000, ''",
    "tcp://localhost:9000, localhost:9000, ''",
    "hdfs://10.0.0.1:8020, 10.0.0.1:8020, ''",
    "hdfs://nn.example.com:8020/, nn.example.com:8020, ''",
    "hdfs://nn:8020/data/files/, nn:8020, /data/files"
  })
  void an_endpoint_is_read(String text, String authority, String base) {
    var endpoint = Endpoint.parse(text, List.of());

    assertThat(endpoint.authority()).isEqualTo(authority);
    assertThat(endpoint.base()).isEqualTo(base);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "localhost",
        "localhost:9000",
        "http://localhost:9000",
        "tcp:localhost",
        "tcp::9000",
        "hdfs://",
        "hdfs://a b:1",
        "hdfs://nn:8020?x",
        "tcp:host:9000:1"
      })
  void any_other_endpoint_is_refused(String text) {
    assertRefused(SettingsOf.endpoint(text))
        .hasMessage(
            "endpoint: \""
                + text
                + "\" (expected: tcp:host:port, hdfs://host:port or hdfs://nameservice)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tcp:host:0", "hdfs://host:65536"})
  void a_port_that_is_none_is_refused(String text) {
    assertRefused(SettingsOf.endpoint(text)).hasMessageContaining("a port from 1 to 65535");
  }

  @Test
  void a_name_service_needs_name_nodes() {
    assertRefused(SettingsOf.endpoint("hdfs://service"))
        .hasMessage(
            "endpoint: \"hdfs://service\" (expected: a port, or name_nodes for the name service)");
  }

  @Test
  void name_nodes_need_a_name_service() {
    assertRefused(host().with("nameNodes", PAIR))
        .hasMessageStartingWith("name_nodes: with the endpoint");
  }

  @Test
  void a_name_node_needs_a_port() {
    assertRefused(SettingsOf.endpoint("hdfs://service").with("nameNodes", List.of("one")))
        .hasMessage("name_nodes: \"one\" (expected: host:port)");
  }

  @Test
  void the_client_is_told_the_name_nodes_of_a_service() {
    var settings = SettingsOf.endpoint("hdfs://service/base").with("nameNodes", PAIR).build();

    assertThat(new ClientOptions(settings).all())
        .containsEntry("dfs.nameservices", "service")
        .containsEntry("dfs.ha.namenodes.service", "nn0,nn1")
        .containsEntry("dfs.namenode.rpc-address.service.nn0", "one:8020")
        .containsEntry("dfs.namenode.rpc-address.service.nn1", "two:8021")
        .containsKey("dfs.client.failover.proxy.provider.service");
  }

  @ParameterizedTest
  @CsvSource({
    "hdfs://nn:1, /, /",
    "hdfs://nn:1, /data/, /data",
    "hdfs://nn:1/base, /, /base",
    "hdfs://nn:1/base/, /data, /base/data"
  })
  void the_root_is_below_the_base_of_the_endpoint(String endpoint, String root, String path) {
    assertThat(Root.of(Endpoint.parse(endpoint, List.of()), root).directory()).isEqualTo(path);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "data", "/a/../b", "/a//b", "/.reserved/raw"})
  void a_root_that_hdfs_cannot_have_is_refused(String root) {
    assertRefused(host().with("root", root)).hasMessageStartingWith("root: ");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 513})
  void a_replication_out_of_bounds_is_refused(int replication) {
    assertRefused(host().with("replication", Optional.of(replication)))
        .hasMessage("replication: " + replication + " (expected: 1 to 512)");
  }

  @Test
  void a_user_cannot_be_a_path() {
    assertRefused(host().with("user", "../x")).hasMessageStartingWith("user: \"../x\"");
  }

  @Test
  void a_principal_needs_its_keys() {
    assertRefused(host().with("principal", "o@X").with("servicePrincipal", "nn/_HOST@X"))
        .hasMessageStartingWith("principal, keytab, service_principal: only some");
  }

  @Test
  void a_principal_is_no_user() {
    assertRefused(
            host()
                .with("principal", "o@X")
                .with("servicePrincipal", "nn/_HOST@X")
                .with("keytab", Optional.of(Path.of("o.keytab")))
                .with("user", "bob"))
        .hasMessageStartingWith("user: \"bob\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"connectTimeout", "readTimeout"})
  void a_timeout_has_a_length(String timeout) {
    assertRefused(host().with(timeout, Duration.ZERO)).hasMessageContaining("(expected: >= 1ms)");
  }

  @Test
  void timeouts_reach_the_client() {
    var settings = host().with("readTimeout", Duration.ofMillis(1234)).build();

    assertThat(new ClientOptions(settings).all())
        .containsEntry("ipc.client.rpc-timeout.ms", "1234")
        .containsEntry("dfs.client.socket-timeout", "1234");
  }

  @Test
  void properties_go_before_everything() {
    var properties =
        Map.of("ipc.client.rpc-timeout.ms", "1", "dfs.client.use.datanode.hostname", "true");
    var configuration =
        new ClientOptions(host().with("properties", properties).build()).configuration();

    assertThat(configuration.get("ipc.client.rpc-timeout.ms")).isEqualTo("1");
    assertThat(configuration.get("dfs.client.use.datanode.hostname")).isEqualTo("true");
  }
}
