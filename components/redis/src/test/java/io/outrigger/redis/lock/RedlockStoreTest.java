package io.outrigger.redis.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.outrigger.redis.server.SettingsOf;
import io.outrigger.spi.Call;
import io.outrigger.spi.ErrorCode;
import io.outrigger.spi.lock.LockStatus;
import io.outrigger.testkit.Outcome;
import io.outrigger.testkit.TestContext;
import io.outrigger.testkit.redis.RedisServer;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Protocol.Command;

/** Independent servers of which some do not answer, or hold what they should not. */
final class RedlockStoreTest {

  private static final Duration LEASE = Duration.ofSeconds(30);

  /** Far less than a connection may be silent. */
  private static final Duration AT_ONCE = Duration.ofSeconds(1);

  private final TestContext context = new TestContext();
  private List<RedisServer> servers;
  private RedlockStore store;

  @BeforeEach
  void start() {
    servers = Stream.generate(() -> RedisServer.start()).limit(3).toList();
    var hosts = servers.stream().map(RedisServer::host).collect(Collectors.joining(", "));
    store = new RedlockStore(SettingsOf.host(hosts).build(), context);
    Outcome.done(store::start);
  }

  @AfterEach
  void stop() {
    Outcome.done(store::close);
    servers.forEach(RedisServer::close);
    context.close();
  }

  @Test
  void a_lock_stands_on_every_server() {
    take("owner");

    assertThat(servers).allMatch(server -> (long) server.run(Command.EXISTS, "lock") == 1);
  }

  @Test
  void a_lock_can_be_taken_while_one_server_is_down() {
    servers.get(0).kill();

    assertThat(take("owner")).isTrue();
    assertThat(take("other")).isFalse();
  }

  @Test
  void a_lock_can_be_given_back_while_one_server_is_down() {
    take("owner");
    servers.get(1).kill();

    assertThat(Outcome.valueOf(() -> store.unlock(call(), "lock", "owner")))
        .isEqualTo(LockStatus.DONE);
    assertThat(take("other")).isTrue();
  }

  @Test
  void a_lock_can_be_taken_while_one_server_is_frozen() {
    servers.get(0).freeze();

    assertThat(take("owner")).isTrue();
    servers.get(0).thaw();
  }

  @Test
  void a_lock_is_renewed_and_given_back_at_once_while_one_server_is_frozen() {
    take("owner");
    servers.get(0).freeze();
    long start = System.nanoTime();

    assertThat(Outcome.valueOf(() -> store.renew(call(), "lock", "owner", LEASE)))
        .isEqualTo(LockStatus.DONE);
    assertThat(Outcome.valueOf(() -> store.unlock(call(), "lock", "owner")))
        .isEqualTo(LockStatus.DONE);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(AT_ONCE);
    servers.get(0).thaw();
  }

  @Test
  void the_store_is_up_at_once_while_one_server_is_frozen() {
    servers.get(0).freeze();
    long start = System.nanoTime();

    assertThat(Outcome.valueOf(store::health).isUp()).isTrue();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(AT_ONCE);
    servers.get(0).thaw();
  }

  @Test
  void a_second_attempt_of_the_owner_that_hears_nothing_leaves_its_lock_where_it_is() {
    take("owner");
    servers.get(0).freeze();
    servers.get(1).freeze();
    assertThat(Outcome.codeOf(() -> store.tryLock(call(), "lock", "owner", LEASE)))
        .isEqualTo(ErrorCode.UNAVAILABLE);
    servers.get(0).thaw();
    servers.get(1).thaw();

    await()
        .during(Duration.ofSeconds(1))
        .until(() -> servers.stream().allMatch(s -> (long) s.run(Command.EXISTS, "lock") == 1));
  }

  @Test
  void no_lock_is_taken_while_two_servers_are_down() {
    servers.get(0).kill();
    servers.get(1).kill();

    assertThat(Outcome.codeOf(() -> store.tryLock(call(), "lock", "owner", LEASE)))
        .isEqualTo(ErrorCode.UNAVAILABLE);
  }

  @Test
  void an_attempt_that_fails_leaves_nothing_behind() {
    servers.get(1).kill();
    servers.get(2).kill();
    Outcome.codeOf(() -> store.tryLock(call(), "lock", "owner", LEASE));

    await().until(() -> (long) servers.get(0).run(Command.EXISTS, "lock") == 0);
  }

  @Test
  void the_store_is_down_while_two_servers_are() {
    servers.get(0).kill();
    assertThat(Outcome.valueOf(store::health).isUp()).isTrue();
    servers.get(1).kill();

    assertThat(Outcome.codeOf(store::health)).isEqualTo(ErrorCode.UNAVAILABLE);
  }

  @Test
  void a_lock_that_another_has_on_a_minority_can_be_taken() {
    servers.get(0).run(Command.SET, "lock", "other", "PX", "30000");

    assertThat(take("owner")).isTrue();
  }

  @Test
  void a_lock_that_another_has_on_two_servers_is_refused() {
    servers.get(0).run(Command.SET, "lock", "other", "PX", "30000");
    servers.get(2).run(Command.SET, "lock", "other", "PX", "30000");

    assertThat(take("owner")).isFalse();
    assertThat(servers.get(1).run(Command.EXISTS, "lock")).isEqualTo(0L);
  }

  @Test
  void a_second_attempt_of_the_owner_leaves_its_lock_where_it_is() {
    take("owner");
    servers.get(2).run(Command.DEL, "lock");

    assertThat(take("owner")).isFalse();
    assertThat(servers.get(0).run(Command.EXISTS, "lock")).isEqualTo(1L);
    assertThat(servers.get(1).run(Command.EXISTS, "lock")).isEqualTo(1L);
  }

  @Test
  void what_is_left_on_a_minority_is_not_held() {
    take("owner");
    servers.get(0).run(Command.DEL, "lock");
    servers.get(1).run(Command.DEL, "lock");

    assertThat(Outcome.valueOf(() -> store.renew(call(), "lock", "owner", LEASE)))
        .isEqualTo(LockStatus.NOT_HELD);
  }

  @Test
  void a_lease_that_is_over_before_the_servers_have_answered_is_refused() {
    assertThat(Outcome.valueOf(() -> store.tryLock(call(), "lock", "o", Duration.ofMillis(1))))
        .satisfies(acquisition -> assertThat(acquisition.acquired()).isFalse());
  }

  private boolean take(String owner) {
    return Outcome.valueOf(() -> store.tryLock(call(), "lock", owner, LEASE)).acquired();
  }

  private static Call call() {
    return Call.within(Duration.ofSeconds(20));
  }
}
