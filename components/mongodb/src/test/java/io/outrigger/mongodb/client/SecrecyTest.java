package io.outrigger.mongodb.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.mongodb.server.LocalMongo;
import io.outrigger.mongodb.server.SettingsOf;
import io.outrigger.mongodb.state.MongoStateStore;
import io.outrigger.spi.ErrorCode;
import io.outrigger.spi.Secret;
import io.outrigger.testkit.Outcome;
import io.outrigger.testkit.TestContext;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Passwords, which nothing shows. */
final class SecrecyTest {

  private static final String PASSWORD = "planted-secret";

  private final TestContext context = new TestContext();
  private final LocalMongo mongo = LocalMongo.standalone();

  @AfterEach
  void close() {
    mongo.close();
    context.close();
  }

  @Test
  void settings_do_not_show_it() {
    assertThat(withPassword().build().toString()).doesNotContain(PASSWORD);
    assertThat(SettingsOf.uri("mongodb://ann:" + PASSWORD + "@db").build().toString())
        .doesNotContain(PASSWORD);
  }

  @Test
  void traces_do_not_show_it() {
    var host = new MongoStateStore(SettingsOf.host("a:1,b").build(), context);
    var uri = SettingsOf.uri("mongodb://ann:" + PASSWORD + "@db:3,db2/x").build();

    assertThat(host.peer()).isEqualTo("a:1,b");
    assertThat(new MongoStateStore(uri, context).peer()).isEqualTo("db2,db:3");
  }

  @Test
  void a_server_that_checks_no_password_is_no_server_for_a_user() {
    var failure = startFailure(withPassword());

    assertThat(failure).doesNotContain(PASSWORD).contains("ann");
  }

  @Test
  void a_server_that_is_down_does_not_show_it() {
    mongo.stop();

    assertThat(startFailure(withPassword())).doesNotContain(PASSWORD).contains(mongo.host());
  }

  private SettingsOf withPassword() {
    return SettingsOf.host(mongo.host())
        .with("username", "ann")
        .with("mongoPassword", Secret.of(PASSWORD));
  }

  /** The failure with all its causes and their stacks. */
  private String startFailure(SettingsOf settings) {
    var store = new MongoStateStore(settings.build(), context);
    var failure = Outcome.failureOf(store::start);
    Outcome.done(store::close);
    assertThat(failure.code()).isIn(ErrorCode.UNAVAILABLE, ErrorCode.PERMISSION_DENIED);
    var text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
