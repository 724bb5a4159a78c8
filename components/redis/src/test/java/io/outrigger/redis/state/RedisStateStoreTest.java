package io.outrigger.redis.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.outrigger.redis.server.SettingsOf;
import io.outrigger.spi.Bytes;
import io.outrigger.spi.Call;
import io.outrigger.spi.ErrorCode;
import io.outrigger.spi.state.Concurrency;
import io.outrigger.spi.state.Consistency;
import io.outrigger.spi.state.DeleteRequest;
import io.outrigger.spi.state.GetRequest;
import io.outrigger.spi.state.SetRequest;
import io.outrigger.spi.state.StateOperation;
import io.outrigger.spi.state.StateValue;
import io.outrigger.spi.state.WriteOptions;
import io.outrigger.testkit.Outcome;
import io.outrigger.testkit.TestContext;
import io.outrigger.testkit.redis.RedisServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Protocol.Command;

/** The layout of Layotto and Dapr, both ways, and what the suite does not know of Redis. */
final class RedisStateStoreTest {

  private final TestContext context = new TestContext();
  private RedisServer server;
  private RedisStateStore store;

  @BeforeEach
  void start() {
    server = RedisServer.start();
    store = open(SettingsOf.host(server.host()));
  }

  private RedisStateStore open(SettingsOf settings) {
    var opened = new RedisStateStore(settings.build(), context);
    Outcome.done(opened::start);
    return opened;
  }

  @AfterEach
  void stop() {
    Outcome.done(store::close);
    server.close();
    context.close();
  }

  @Test
  void a_value_of_layotto_is_read_with_its_etag() {
    server.run(Command.HSET, "key", "data", "value", "version", "7");

    assertThat(get("key")).isEqualTo(StateValue.of(Bytes.utf8("value"), "7"));
  }

  @Test
  void a_write_counts_the_version_of_layotto_on() {
    server.run(Command.HSET, "key", "data", "value", "version", "7");
    set(SetRequest.of("key", Bytes.utf8("new")));

    assertThat(field("key", "version")).isEqualTo("8");
    assertThat(field("key", "data")).isEqualTo("new");
  }

  @Test
  void a_write_with_the_etag_of_layotto_takes_place() {
    server.run(Command.HSET, "key", "data", "value", "version", "7");
    set(SetRequest.of("key", Bytes.utf8("new"), WriteOptions.ifEtag("7")));

    assertThat(field("key", "version")).isEqualTo("8");
  }

  @Test
  void a_first_write_is_marked_as_layotto_marks_it() {
    set(SetRequest.of("key", Bytes.utf8("value"), WriteOptions.ifAbsent()));

    assertThat(field("key", "first-write")).isEqualTo("0");
  }

  @Test
  void a_plain_write_is_not_marked() {
    set(SetRequest.of("key", Bytes.utf8("value")));

    assertThat(server.run(Command.HEXISTS, "key", "first-write")).isEqualTo(0L);
  }

  @Test
  void a_version_is_a_number_that_layotto_can_count_on() {
    set(SetRequest.of("key", Bytes.utf8("value")));
    long version = Long.parseLong(field("key", "version"));

    assertThat(server.run(Command.HINCRBY, "key", "version", "1")).isEqualTo(version + 1);
  }

  @Test
  void a_plain_text_is_not_absent() {
    server.run(Command.SET, "key", "text");

    assertThat(get("key")).isEqualTo(StateValue.of(Bytes.utf8("text"), "0"));
  }

  @Test
  void a_hash_without_version_is_not_absent() {
    server.run(Command.HSET, "key", "data", "theirs");

    assertThat(get("key")).isEqualTo(StateValue.of(Bytes.utf8("theirs"), "0"));
  }

  @Test
  void a_value_without_version_is_updated_with_the_etag_that_was_told() {
    server.run(Command.SET, "text", "theirs");
    server.run(Command.HSET, "hash", "data", "theirs");
    set(SetRequest.of("text", Bytes.utf8("new"), WriteOptions.ifEtag("0")));
    set(SetRequest.of("hash", Bytes.utf8("new"), WriteOptions.ifEtag("0")));

    assertThat(get("text").data()).isEqualTo(Bytes.utf8("new"));
    assertThat(get("hash").data()).isEqualTo(Bytes.utf8("new"));
  }

  @Test
  void the_etag_of_a_value_without_version_is_a_mismatch_once_it_has_one() {
    set(SetRequest.of("key", Bytes.utf8("value")));
    var late = SetRequest.of("key", Bytes.utf8("late"), WriteOptions.ifEtag("0"));

    assertThat(Outcome.codeOf(() -> store.set(call(), late))).isEqualTo(ErrorCode.ETAG_MISMATCH);
  }

  @Test
  void a_version_that_is_no_number_begins_anew() {
    server.run(Command.HSET, "key", "data", "theirs", "version", "v1.2");
    set(SetRequest.of("key", Bytes.utf8("new")));

    assertThat(get("key").data()).isEqualTo(Bytes.utf8("new"));
    assertThat(Long.parseLong(get("key").etag())).isPositive();
  }

  @Test
  void a_transaction_is_one_whatever_its_versions_are() {
    server.run(Command.HSET, "b", "data", "theirs", "version", "v1.2");
    server.run(Command.HSET, "c", "data", "theirs", "version", String.valueOf(Long.MAX_VALUE));
    List<StateOperation> writes =
        List.of(
            SetRequest.of("a", Bytes.utf8("new")),
            SetRequest.of("b", Bytes.utf8("new")),
            SetRequest.of("c", Bytes.utf8("new")));
    Outcome.done(() -> store.transact(call(), writes));

    assertThat(writes).allMatch(each -> get(each.key()).data().toUtf8().equals("new"));
  }

  @Test
  void a_script_in_bulk_never_runs_before_one_that_stands_before_it() {
    server.run(Command.SCRIPT, "FLUSH");
    server.run(Command.CONFIG, "RESETSTAT");
    var writes = List.of(SetRequest.of("a", Bytes.utf8("1")), SetRequest.of("a", Bytes.utf8("2")));
    assertThat(Outcome.valueOf(() -> store.setAll(call(), writes))).isEmpty();
    var calls = text(server.run(Command.INFO, "commandstats"));

    // A first that is not known and has to be sent again would come behind a second that is.
    assertThat(calls).doesNotContainPattern("cmdstat_evalsha:.*failed_calls=[1-9]");
  }

  @Test
  void a_server_that_has_become_a_replica_is_looked_for_anew() {
    set(SetRequest.of("key", Bytes.utf8("1"), WriteOptions.ifAbsent()));
    set(SetRequest.of("other", Bytes.utf8("1")));
    server.run(Command.REPLICAOF, "127.0.0.1", "1");
    var before = connections();
    var write = SetRequest.of("key", Bytes.utf8("2"), WriteOptions.ifEtag(get("key").etag()));

    assertThat(Outcome.codeOf(() -> store.set(call(), write))).isEqualTo(ErrorCode.UNAVAILABLE);
    assertThat(Outcome.codeOf(() -> store.set(call(), write))).isEqualTo(ErrorCode.UNAVAILABLE);
    assertThat(get("key").data()).isEqualTo(Bytes.utf8("1"));
    assertThat(connections()).doesNotContainAnyElementsOf(before);
  }

  @Test
  void a_plain_text_is_read_in_bulk_too() {
    server.run(Command.SET, "key", "text");
    var results = Outcome.valueOf(() -> store.getAll(call(), List.of(GetRequest.of("key"))));

    assertThat(results.getFirst().value().data()).isEqualTo(Bytes.utf8("text"));
  }

  @Test
  void a_plain_text_is_replaced_by_a_write() {
    server.run(Command.SET, "key", "text");
    set(SetRequest.of("key", Bytes.utf8("value")));

    assertThat(get("key").data()).isEqualTo(Bytes.utf8("value"));
    assertThat(get("key").etag()).isNotEmpty();
  }

  @Test
  void a_plain_text_is_replaced_by_a_write_in_bulk() {
    server.run(Command.SET, "key", "text");
    var write = SetRequest.of("key", Bytes.utf8("value"));

    assertThat(Outcome.valueOf(() -> store.setAll(call(), List.of(write)))).isEmpty();
    assertThat(get("key").data()).isEqualTo(Bytes.utf8("value"));
  }

  @Test
  void the_life_of_a_value_that_replaces_a_plain_text_is_its_own() {
    server.run(Command.SET, "key", "text", "EX", "1000");
    set(SetRequest.of("key", Bytes.utf8("value")));

    assertThat(server.run(Command.TTL, "key")).isEqualTo(-1L);
  }

  @Test
  void a_list_can_be_deleted() {
    server.run(Command.RPUSH, "key", "item");
    Outcome.done(() -> store.delete(call(), DeleteRequest.of("key")));

    assertThat(server.run(Command.EXISTS, "key")).isEqualTo(0L);
  }

  @Test
  void a_read_of_a_list_fails_and_leaves_it() {
    server.run(Command.RPUSH, "key", "item");

    assertThat(Outcome.codeOf(() -> store.get(call(), GetRequest.of("key"))))
        .isEqualTo(ErrorCode.FAILED_PRECONDITION);
    assertThat(server.run(Command.LLEN, "key")).isEqualTo(1L);
  }

  @Test
  void a_life_is_not_cut_to_seconds() {
    set(SetRequest.of("key", Bytes.utf8("value")).withTtl(Duration.ofMillis(90_500)));

    assertThat((long) server.run(Command.PTTL, "key")).isBetween(80_000L, 90_500L);
  }

  @Test
  void a_life_of_the_component_is_given_to_values_without_one() {
    var other = open(SettingsOf.host(server.host()).with("ttlInSeconds", Optional.of(100)));
    Outcome.done(() -> other.set(call(), SetRequest.of("key", Bytes.utf8("value"))));

    assertThat((long) server.run(Command.TTL, "key")).isBetween(90L, 100L);
    Outcome.done(other::close);
  }

  @Test
  void a_life_of_zero_goes_before_that_of_the_component() {
    var other = open(SettingsOf.host(server.host()).with("ttlInSeconds", Optional.of(100)));
    var write = SetRequest.of("key", Bytes.utf8("value")).withTtl(Duration.ZERO);
    Outcome.done(() -> other.set(call(), write));

    assertThat(server.run(Command.TTL, "key")).isEqualTo(-1L);
    Outcome.done(other::close);
  }

  @Test
  void a_strong_write_without_replicas_takes_place() {
    set(SetRequest.of("key", Bytes.utf8("value"), strong()));

    assertThat(get("key").data()).isEqualTo(Bytes.utf8("value"));
  }

  @Test
  void a_strong_write_ends_when_the_replica_has_it() {
    try (var replica =
        RedisServer.start("--replicaof", "127.0.0.1", String.valueOf(server.port()))) {
      await().until(() -> replicas() == 1);
      set(SetRequest.of("key", Bytes.utf8("value"), strong()));

      assertThat(replica.run(Command.HGET, "key", "data"))
          .isEqualTo("value".getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  void a_strong_write_that_no_replica_confirms_is_late() {
    try (var replica =
        RedisServer.start("--replicaof", "127.0.0.1", String.valueOf(server.port()))) {
      await().until(() -> replicas() == 1);
      replica.freeze();
      var write = SetRequest.of("key", Bytes.utf8("value"), strong());

      assertThat(Outcome.codeOf(() -> store.set(call(), write))).isEqualTo(ErrorCode.TIMEOUT);
      replica.thaw();
    }
  }

  @Test
  void a_script_is_sent_again_to_a_server_that_has_forgotten_it() {
    set(SetRequest.of("key", Bytes.utf8("1"), WriteOptions.ifAbsent()));
    server.run(Command.SCRIPT, "FLUSH");
    set(SetRequest.of("key", Bytes.utf8("2"), WriteOptions.ifEtag(get("key").etag())));

    assertThat(get("key").data()).isEqualTo(Bytes.utf8("2"));
  }

  @Test
  void scripts_in_bulk_are_sent_again_to_a_server_that_has_forgotten_them() {
    server.run(Command.SCRIPT, "FLUSH");
    var writes =
        List.of(
            SetRequest.of("a", Bytes.utf8("1"), WriteOptions.ifAbsent()),
            SetRequest.of("a", Bytes.utf8("2")),
            SetRequest.of("b", Bytes.utf8("3"), WriteOptions.ifAbsent()));

    assertThat(Outcome.valueOf(() -> store.setAll(call(), writes))).isEmpty();
    assertThat(get("a").data()).isEqualTo(Bytes.utf8("2"));
  }

  /** What the server calls its connections, but for that of the question. */
  private List<String> connections() {
    return text(server.run(Command.CLIENT, "LIST", "TYPE", "normal"))
        .lines()
        .filter(line -> !line.contains("cmd=client"))
        .map(line -> line.substring(0, line.indexOf(' ')))
        .toList();
  }

  private static String text(Object reply) {
    return new String((byte[]) reply, StandardCharsets.UTF_8);
  }

  private long replicas() {
    var role = (List<?>) server.run(Command.ROLE);
    return ((List<?>) role.get(2)).size();
  }

  private StateValue get(String key) {
    return Outcome.valueOf(() -> store.get(call(), GetRequest.of(key)));
  }

  private void set(SetRequest request) {
    Outcome.done(() -> store.set(call(), request));
  }

  private String field(String key, String field) {
    return new String((byte[]) server.run(Command.HGET, key, field), StandardCharsets.UTF_8);
  }

  private static WriteOptions strong() {
    return new WriteOptions("", Concurrency.UNSPECIFIED, Consistency.STRONG);
  }

  private static Call call() {
    return Call.within(Duration.ofSeconds(20));
  }
}
