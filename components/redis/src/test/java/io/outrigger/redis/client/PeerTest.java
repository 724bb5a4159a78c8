package io.outrigger.redis.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.redis.lock.RedisLockStore;
import io.outrigger.redis.lock.RedlockStore;
import io.outrigger.redis.sequencer.RedisSequencer;
import io.outrigger.redis.server.SettingsOf;
import io.outrigger.redis.state.RedisStateStore;
import io.outrigger.spi.Component;
import io.outrigger.spi.Secret;
import io.outrigger.testkit.TestContext;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What traces call the backend. */
final class PeerTest {

  private final TestContext context = new TestContext();

  @AfterEach
  void close() {
    context.close();
  }

  @Test
  void every_component_names_its_server_and_never_a_password() {
    var settings =
        SettingsOf.host("cache").with("redisPassword", Secret.of("planted-secret")).build();
    var components =
        List.of(
            new RedisStateStore(settings, context),
            new RedisLockStore(settings, context),
            new RedisSequencer(settings, context));

    assertThat(components).extracting(Component::peer).containsOnly("cache:6379");
  }

  @Test
  void several_servers_stand_in_one_text() {
    var settings = SettingsOf.host("a:1, [::1]:2").build();

    assertThat(new RedlockStore(settings, context).peer()).isEqualTo("a:1,[::1]:2");
  }

  @Test
  void a_socket_of_this_host_is_no_other_system() {
    var settings = SettingsOf.host("unix:/run/redis.sock").build();

    assertThat(new RedisStateStore(settings, context).peer()).isEmpty();
  }

  @Test
  void several_sockets_of_this_host_are_none_either() {
    var settings = SettingsOf.host("unix:/run/a.sock, unix:/run/b.sock").build();

    assertThat(new RedlockStore(settings, context).peer()).isEmpty();
  }
}
