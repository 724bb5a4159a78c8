package io.outrigger.redis.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.redis.server.SettingsOf;
import io.outrigger.testkit.redis.WatchedRedis;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Protocol.Command;

/** A Sentinel that names one master, and then another. */
final class SentinelsTest {

  private static WatchedRedis redis;

  @BeforeAll
  static void startServers() {
    redis = WatchedRedis.start();
  }

  @AfterAll
  static void stopServers() {
    redis.close();
  }

  @Test
  void a_change_is_seen_though_a_new_connection_was_led_to_the_new_master_before() {
    var host = redis.hosts().substring(0, redis.hosts().indexOf(','));
    var settings =
        SettingsOf.host(host).with("failover", true).with("sentinelMasterName", "demo").build();
    var sentinels = new Sentinels(settings, new Connector(settings));
    sentinels.master();
    rename(Servers.addresses(settings).getFirst(), redis.replica().port());

    assertThat(sentinels.master().getPort()).isEqualTo(redis.replica().port());
    assertThat(sentinels.hasChanged()).isTrue();
    assertThat(sentinels.hasChanged()).isFalse();
  }

  /** Has a Sentinel call another server the master. */
  private static void rename(HostAndPort sentinel, int port) {
    try (var connection = new Connection(sentinel)) {
      run(connection, "REMOVE", "demo");
      run(connection, "MONITOR", "demo", "127.0.0.1", String.valueOf(port), "1");
    }
  }

  private static void run(Connection connection, String... arguments) {
    var command = new CommandArguments(Command.SENTINEL);
    for (var argument : arguments) {
      command.add(argument);
    }
    var _ = connection.executeCommand(command);
  }
}
