package io.outrigger.mongodb.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import io.outrigger.mongodb.server.SettingsOf;
import io.outrigger.spi.Secret;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.bson.RawBsonDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the settings refuse, and what the driver is told. */
final class MongoSettingsTest {

  @Test
  void no_way_is_refused() {
    refused(SettingsOf.nothing(), "0 of them");
  }

  @Test
  void two_ways_are_refused() {
    refused(SettingsOf.host("db").with("server", "cluster.example.com"), "2 of them");
    refused(SettingsOf.host("db").with("connectionString", Secret.of("mongodb://db")), "2 of them");
  }

  @Test
  void a_connection_string_for_a_host_is_refused() {
    refused(SettingsOf.host("mongodb://db"), "the key connectionString");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "most", "MAJORITY", "1.5"})
  void a_write_concern_that_is_none_is_refused(String concern) {
    refused(SettingsOf.host("db").with("writeConcern", concern), "writeConcern: \"" + concern);
  }

  @Test
  void a_read_concern_that_is_none_is_refused() {
    refused(SettingsOf.host("db").with("readConcern", "most"), "readConcern: \"most\"");
  }

  @Test
  void a_timeout_of_nothing_is_refused() {
    refused(SettingsOf.host("db").with("operationTimeout", Duration.ZERO), "operationTimeout");
  }

  @Test
  void a_negative_number_for_ids_is_refused() {
    refused(SettingsOf.host("db").with("biggerThan", Map.of("key", -1L)), "biggerThan: -1");
  }

  @Test
  void numbers_for_ids_are_refused_where_there_are_none() {
    var settings = SettingsOf.host("db").with("biggerThan", Map.of("key", 1L)).build();

    assertThatIllegalArgumentException().isThrownBy(settings::refuseBiggerThan);
    assertThatNoException().isThrownBy(SettingsOf.host("db").build()::refuseBiggerThan);
  }

  @Test
  void writes_that_say_nothing_are_refused() {
    var settings = SettingsOf.host("db").with("params", "?w=0").build();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ClientOptions(settings, Place.STATE, "demo"))
        .withMessageContaining("w=0");
  }

  @Test
  void state_stands_where_dapr_keeps_it() {
    assertThat(collection(SettingsOf.host("db"), Place.STATE).getNamespace().getFullName())
        .isEqualTo("daprStore.daprCollection");
  }

  @Test
  void locks_and_ids_stand_where_layotto_keeps_them() {
    assertThat(collection(SettingsOf.host("db"), Place.COORDINATION).getNamespace().getFullName())
        .isEqualTo("layottoStore.layottoCollection");
  }

  @Test
  void a_write_of_state_is_in_one_journal_unless_the_settings_say_more() {
    assertThat(collection(SettingsOf.host("db"), Place.STATE).getWriteConcern())
        .isEqualTo(WriteConcern.W1.withJournal(true));
    assertThat(
            collection(SettingsOf.host("db").with("writeConcern", "2"), Place.STATE)
                .getWriteConcern())
        .isEqualTo(WriteConcern.W2.withJournal(true));
  }

  @Test
  void a_lock_is_on_most_members_unless_the_settings_say_less() {
    assertThat(collection(SettingsOf.host("db"), Place.COORDINATION).getWriteConcern())
        .isEqualTo(WriteConcern.MAJORITY.withJournal(true));
    assertThat(
            collection(SettingsOf.host("db").with("params", "?w=1"), Place.COORDINATION)
                .getWriteConcern())
        .isEqualTo(WriteConcern.W1);
  }

  @Test
  void a_read_concern_is_the_one_that_the_settings_name() {
    assertThat(
            collection(SettingsOf.host("db").with("readConcern", "majority"), Place.STATE)
                .getReadConcern())
        .isEqualTo(ReadConcern.MAJORITY);
    assertThat(
            collection(SettingsOf.host("db").with("params", "?readConcernLevel=local"), Place.STATE)
                .getReadConcern())
        .isEqualTo(ReadConcern.LOCAL);
  }

  @Test
  void a_call_waits_two_seconds_for_a_server_unless_the_options_say_otherwise() {
    assertThat(selectionMillis(SettingsOf.host("db"))).isEqualTo(2000);
    assertThat(
            selectionMillis(
                SettingsOf.host("db").with("params", "?serverSelectionTimeoutMS=15000")))
        .isEqualTo(15_000);
  }

  private static long selectionMillis(SettingsOf settings) {
    return new ClientOptions(settings.build(), Place.STATE, "demo")
        .resolve()
        .getClusterSettings()
        .getServerSelectionTimeout(TimeUnit.MILLISECONDS);
  }

  private static MongoCollection<RawBsonDocument> collection(SettingsOf settings, Place place) {
    var options = new ClientOptions(settings.build(), place, "demo");
    // Nothing is sent: a port of this host that nobody can listen on.
    try (var client = MongoClients.create("mongodb://127.0.0.1:1")) {
      return options.collection(client);
    }
  }

  private static void refused(SettingsOf settings, String message) {
    assertThatIllegalArgumentException().isThrownBy(settings::build).withMessageContaining(message);
  }
}
