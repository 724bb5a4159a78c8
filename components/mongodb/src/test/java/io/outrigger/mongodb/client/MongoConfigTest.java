package io.outrigger.mongodb.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outrigger.mongodb.MongoComponents;
import io.outrigger.runtime.component.ComponentCatalog;
import io.outrigger.runtime.config.ConfigException;
import io.outrigger.runtime.config.ConfigReader;
import io.outrigger.runtime.config.Environment;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Configs as users have them: of Layotto, of Dapr, and our own. */
final class MongoConfigTest {

  @Test
  void the_keys_of_layotto_are_read() {
    var settings =
        layotto(
            """
            "mongoHost": "a:1,b:2", "username": "ann", "mongoPassword": "secret",
            "databaseName": "shop", "collectionName": "locks", "params": "?replicaSet=rs0",
            "writeConcern": "majority", "readConcern": "local", "operationTimeout": "1m30s"
            """);

    assertThat(settings.mongoHost()).isEqualTo("a:1,b:2");
    assertThat(settings.mongoPassword().reveal()).isEqualTo("secret");
    assertThat(settings.databaseName()).isEqualTo("shop");
    assertThat(settings.collectionName()).isEqualTo("locks");
    assertThat(settings.writeConcern()).isEqualTo("majority");
    assertThat(settings.operationTimeout()).isEqualTo(Duration.ofSeconds(90));
  }

  @Test
  void empty_texts_as_in_layottos_samples_mean_the_defaults() {
    var settings =
        layotto(
            """
            "mongoHost": "localhost:27017", "mongoPassword": "", "username": "",
            "databaseName ": "", "collecttionName": "", "params": ""
            """);

    assertThat(Place.COORDINATION.database(settings)).isEqualTo("layottoStore");
    assertThat(Place.COORDINATION.collection(settings)).isEqualTo("layottoCollection");
  }

  @Test
  void the_keys_of_dapr_are_read() {
    var settings =
        read(
            """
            {"components": {"state": {"demo": {"type": "state.mongodb", "host": "db:27017",
              "username": "ann", "password": "secret", "writeconcern": "2",
              "readconcern": "majority", "operationTimeout": "5s"}}}}
            """);

    assertThat(settings.mongoHost()).isEqualTo("db:27017");
    assertThat(settings.mongoPassword().reveal()).isEqualTo("secret");
    assertThat(settings.writeConcern()).isEqualTo("2");
    assertThat(settings.readConcern()).isEqualTo("majority");
  }

  @Test
  void a_connection_string_of_dapr_is_read() {
    var settings =
        read(
            """
            {"components": {"state": {"demo": {"type": "mongodb",
              "connectionString": "mongodb://ann:secret@db"}}}}
            """);

    assertThat(settings.connectionString().reveal()).isEqualTo("mongodb://ann:secret@db");
  }

  @Test
  void numbers_that_ids_must_exceed_are_read() {
    var settings =
        read(
            """
            {"components": {"sequencer": {"demo": {"type": "mongo", "mongoHost": "db",
              "biggerThan": {"sequencer|||app1||order": 41}}}}}
            """);

    assertThat(settings.biggerThan()).isEqualTo(Map.of("sequencer|||app1||order", 41L));
  }

  @Test
  void a_timeout_needs_its_unit_as_with_layotto() {
    assertThatThrownBy(() -> layotto("\"mongoHost\": \"db\", \"operationTimeout\": \"5\""))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("operationTimeout");
  }

  @Test
  void two_ways_are_a_problem_of_the_config() {
    assertThatThrownBy(() -> layotto("\"mongoHost\": \"db\", \"server\": \"example.com\""))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("expected: exactly one");
  }

  private static MongoSettings layotto(String metadata) {
    return read(
        """
        {"servers": [{"listeners": [{"address": "127.0.0.1:34904", "filter_chains": [{"filters": [
          {"type": "grpc", "config": {"grpc_config": {
            "lock": {"demo": {"type": "mongo", "metadata": {%s}}}}}}]}]}]}]}
        """
            .formatted(metadata));
  }

  private static MongoSettings read(String config) {
    var catalog = ComponentCatalog.of(List.of(new MongoComponents()));
    var read =
        new ConfigReader(catalog, Environment.of(Map.of()))
            .read("test.json", config.getBytes(StandardCharsets.UTF_8));
    return (MongoSettings) read.instances().getFirst().settings().with(Map.of());
  }
}
