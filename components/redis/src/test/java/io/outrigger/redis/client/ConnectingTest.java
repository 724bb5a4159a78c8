package io.outrigger.redis.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outrigger.redis.server.SettingsOf;
import io.outrigger.spi.Call;
import io.outrigger.spi.ErrorCode;
import io.outrigger.spi.Secret;
import io.outrigger.testkit.Outcome;
import io.outrigger.testkit.TestContext;
import io.outrigger.testkit.redis.Certificates;
import io.outrigger.testkit.redis.RedisServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisConnectionException;

/** The ways to a server. */
final class ConnectingTest {

  private static final String PASSWORD = "s3cr3t-of-redis";

  @TempDir Path directory;
  private final TestContext context = new TestContext();
  private @Nullable RedisServer server;

  @AfterEach
  void close() {
    server().close();
    context.close();
  }

  @Test
  void a_socket_of_the_host_is_a_way() {
    server = RedisServer.start("--unixsocket", directory.resolve("redis.sock").toString());

    assertThat(ping(SettingsOf.host("unix:" + directory.resolve("redis.sock")))).isNull();
  }

  @Test
  void a_value_larger_than_all_buffers_passes_a_socket_of_the_host() {
    server = RedisServer.start("--unixsocket", directory.resolve("redis.sock").toString());
    var settings = SettingsOf.host("unix:" + directory.resolve("redis.sock")).build();
    var client = new RedisClient(settings, context);
    var value = new byte[8 << 20];
    var set = new CommandArguments(Command.SET).add("key").add(value);
    var get = new CommandArguments(Command.GET).add("key");
    var both = Request.of(new byte[0], List.of(set, get), replies -> replies.text(1).length());

    assertThat(Outcome.valueOf(() -> client.send(call(), both))).isEqualTo(value.length);
    Outcome.done(client::close);
  }

  @Test
  void a_frozen_server_behind_a_socket_of_the_host_is_given_up_after_the_read_timeout() {
    server = RedisServer.start("--unixsocket", directory.resolve("redis.sock").toString());
    var settings =
        SettingsOf.host("unix:" + directory.resolve("redis.sock"))
            .with("readTimeout", Duration.ofMillis(200));
    assertThat(ping(settings)).isNull();
    server().freeze();

    assertThat(ping(settings)).isEqualTo(ErrorCode.UNAVAILABLE);
    server().thaw();
  }

  @Test
  void the_right_password_opens() {
    server = RedisServer.start("--requirepass", PASSWORD);

    assertThat(ping(host().with("redisPassword", Secret.of(PASSWORD)))).isNull();
  }

  @Test
  void a_wrong_password_is_denied() {
    server = RedisServer.start("--requirepass", PASSWORD);

    assertThat(ping(host().with("redisPassword", Secret.of("wrong-one"))))
        .isEqualTo(ErrorCode.PERMISSION_DENIED);
  }

  @Test
  void no_password_is_denied() {
    server = RedisServer.start("--requirepass", PASSWORD);

    assertThat(ping(host())).isEqualTo(ErrorCode.PERMISSION_DENIED);
  }

  @Test
  void no_failure_shows_the_password() {
    server = RedisServer.start("--requirepass", PASSWORD);
    var client =
        new RedisClient(host().with("redisPassword", Secret.of("planted-secret")).build(), context);
    var failure = Outcome.failureOf(() -> client.start(call()));

    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      assertThat(String.valueOf(cause)).doesNotContain("planted-secret");
    }
  }

  @Test
  void a_user_may_do_what_the_rules_say() {
    server = RedisServer.start();
    server().run(Command.ACL, "SETUSER", "ann", "on", ">" + PASSWORD, "~*", "+ping");
    var settings =
        host().with("redisUsername", "ann").with("redisPassword", Secret.of(PASSWORD)).build();
    var client = new RedisClient(settings, context);
    Outcome.done(() -> client.start(call()));
    var get =
        Request.of(
            new byte[0], List.of(new CommandArguments(Command.GET).add("key")), r -> r.text(0));

    assertThat(Outcome.codeOf(() -> client.send(call(), get)))
        .isEqualTo(ErrorCode.PERMISSION_DENIED);
    Outcome.done(client::close);
  }

  @Test
  void the_number_of_the_database_is_heeded() {
    server = RedisServer.start();
    var client = new RedisClient(host().with("redisDb", 3).build(), context);
    var set = new CommandArguments(Command.SET).add("key").add("value");
    Outcome.valueOf(
        () -> client.send(call(), Request.of(new byte[0], List.of(set), r -> r.text(0))));

    assertThat(server().run(Command.EXISTS, "key")).isEqualTo(0L);
    Outcome.done(client::close);
  }

  @Test
  void a_connection_that_was_closed_does_not_open_another_without_login() {
    server = RedisServer.start();
    var address = new HostAndPort("127.0.0.1", server().port());
    var connection = new Connector(host().with("redisDb", 3).build()).open(address);
    Connections.close(connection);

    assertThatThrownBy(() -> connection.sendCommand(new CommandArguments(Command.PING)))
        .isInstanceOf(JedisConnectionException.class);
  }

  @Test
  void a_database_that_is_not_there_is_refused_at_the_start() {
    server = RedisServer.start("--databases", "2");

    assertThat(ping(host().with("redisDb", 7))).isNotNull();
  }

  @Test
  void a_certificate_of_a_known_authority_is_accepted() {
    var certificates = startWithTls("127.0.0.1");

    assertThat(ping(tls().with("tlsCa", Optional.of(certificates.authority())))).isNull();
  }

  @Test
  void a_certificate_of_an_unknown_authority_is_refused() {
    startWithTls("127.0.0.1");

    assertThat(ping(tls())).isEqualTo(ErrorCode.UNAVAILABLE);
  }

  @Test
  void a_certificate_of_another_host_is_refused() {
    var certificates = startWithTls("10.1.2.3");

    assertThat(ping(tls().with("tlsCa", Optional.of(certificates.authority()))))
        .isEqualTo(ErrorCode.UNAVAILABLE);
  }

  @Test
  void any_certificate_is_accepted_if_the_settings_say_so() {
    startWithTls("10.1.2.3");

    assertThat(ping(tls().with("insecureSkipTlsVerify", true))).isNull();
  }

  @Test
  void a_client_can_show_its_own_certificate() throws Exception {
    var certificates = startWithTls("127.0.0.1", "--tls-auth-clients", "yes");
    var settings =
        tls()
            .with("tlsCa", Optional.of(certificates.authority()))
            .with("clientCert", Optional.of(Files.readString(certificates.certificate())))
            .with("clientKey", Optional.of(Secret.of(Files.readString(certificates.key()))));

    assertThat(ping(settings)).isNull();
  }

  @Test
  void a_client_without_certificate_is_refused_where_one_is_asked_for() {
    var certificates = startWithTls("127.0.0.1", "--tls-auth-clients", "yes");

    assertThat(ping(tls().with("tlsCa", Optional.of(certificates.authority()))))
        .isEqualTo(ErrorCode.UNAVAILABLE);
  }

  private Certificates startWithTls(String name, String... options) {
    var certificates = Certificates.make(directory, name);
    server = RedisServer.startWithTls(certificates, options);
    return certificates;
  }

  private RedisServer server() {
    return Objects.requireNonNull(server);
  }

  private SettingsOf host() {
    return SettingsOf.host(server().host());
  }

  private SettingsOf tls() {
    return SettingsOf.host("127.0.0.1:" + server().tlsPort()).with("enableTls", true);
  }

  /** The code that a start fails with; null when it does not. */
  private @Nullable ErrorCode ping(SettingsOf settings) {
    var client = new RedisClient(settings.build(), context);
    try {
      var started = Outcome.of(() -> client.start(call()));
      return started.succeeded() ? null : Outcome.codeOf(() -> client.start(call()));
    } finally {
      Outcome.done(client::close);
    }
  }

  private static Call call() {
    return Call.within(Duration.ofSeconds(20));
  }
}
