package io.outrigger.mongodb.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.mongodb.ConnectionString;
import com.mongodb.MongoCredential;
import io.outrigger.mongodb.server.SettingsOf;
import io.outrigger.spi.Secret;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MongoUriTest {

  @Test
  void a_host_alone_is_a_way() {
    assertThat(text(SettingsOf.host("db:27018"))).isEqualTo("mongodb://db:27018/things");
  }

  @Test
  void several_hosts_are_members_of_one_set() {
    var uri = uri(SettingsOf.host("a:1,b:2").with("params", "?replicaSet=rs0"));

    assertThat(uri.getHosts()).containsExactly("a:1", "b:2");
    assertThat(uri.getRequiredReplicaSetName()).isEqualTo("rs0");
  }

  @Test
  void a_user_is_looked_for_in_the_database() {
    var credential = credential(withPassword("secret"));

    assertThat(credential.getUserName()).isEqualTo("ann");
    assertThat(credential.getSource()).isEqualTo("things");
    assertThat(new String(password(credential))).isEqualTo("secret");
  }

  @Test
  void a_user_is_looked_for_where_the_options_say() {
    var settings = withPassword("secret").with("params", "?authSource=admin");

    assertThat(credential(settings).getSource()).isEqualTo("admin");
  }

  @Test
  void a_user_without_password_is_nobody_as_upstream_has_it() {
    assertThat(uri(SettingsOf.host("db").with("username", "ann")).getCredential()).isNull();
  }

  @Test
  void a_password_without_user_is_nobody_as_upstream_has_it() {
    var settings = SettingsOf.host("db").with("mongoPassword", Secret.of("secret"));

    assertThat(uri(settings).getCredential()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "p@ss:w/rd, p@ss:w/rd",
    "p%40ss, p@ss",
    "100%, 100%",
    "100%25, 100%",
    "50%zz, 50%zz",
    "ключ🛶, ключ🛶",
    "a+b c, a+b c"
  })
  void a_password_is_what_was_written_or_what_was_encoded(String written, String meant) {
    assertThat(new String(password(credential(withPassword(written))))).isEqualTo(meant);
  }

  @Test
  void options_may_come_without_the_question_mark() {
    var uri = uri(SettingsOf.host("db").with("params", "tls=true"));

    assertThat(uri.getSslEnabled()).isTrue();
  }

  @Test
  void a_server_is_looked_up_in_the_dns() {
    var settings = SettingsOf.nothing().with("server", "cluster.example.com");

    assertThat(text(settings.with("params", "?w=majority")))
        .isEqualTo("mongodb+srv://cluster.example.com/?w=majority");
  }

  @Test
  void a_user_of_a_server_in_the_dns_counts() {
    var settings =
        SettingsOf.nothing()
            .with("server", "cluster.example.com")
            .with("username", "ann")
            .with("mongoPassword", Secret.of("secret"));

    assertThat(text(settings)).isEqualTo("mongodb+srv://ann:secret@cluster.example.com/things");
  }

  @Test
  void settings_are_checked_without_the_dns() {
    var settings = SettingsOf.nothing().with("server", "no-such-name.invalid").build();

    assertThat(MongoUri.check(settings, "things").getHosts())
        .containsExactly("no-such-name.invalid");
  }

  @Test
  void a_whole_connection_string_is_taken_as_it_is() {
    assertThat(text(SettingsOf.uri("mongodb://ann:secret@db/?tls=true")))
        .isEqualTo("mongodb://ann:secret@db/?tls=true");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mongodb://ann:planted-secret@db:99999999/",
        "ann:planted-secret@db",
        "mongodb://ann:planted-secret@planted-secret@db"
      })
  void no_message_shows_what_was_wrong_with_a_connection_string(String uri) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> uri(SettingsOf.uri(uri)))
        .withMessageContaining("no connection string of MongoDB")
        .withNoCause()
        .withMessageNotContaining("planted-secret");
  }

  private static SettingsOf withPassword(String password) {
    return SettingsOf.host("db").with("username", "ann").with("mongoPassword", Secret.of(password));
  }

  private static MongoCredential credential(SettingsOf settings) {
    return Objects.requireNonNull(uri(settings).getCredential());
  }

  private static char[] password(MongoCredential credential) {
    return Objects.requireNonNull(credential.getPassword());
  }

  private static String text(SettingsOf settings) {
    return MongoUri.text(settings.build(), "things");
  }

  private static ConnectionString uri(SettingsOf settings) {
    return MongoUri.check(settings.build(), "things");
  }
}
