package io.outrigger.redis.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.outrigger.redis.server.RedisCluster;
import io.outrigger.spi.Bytes;
import io.outrigger.spi.Call;
import io.outrigger.spi.ErrorCode;
import io.outrigger.spi.state.GetRequest;
import io.outrigger.spi.state.SetRequest;
import io.outrigger.spi.state.StateOperation;
import io.outrigger.spi.state.WriteFailure;
import io.outrigger.spi.state.WriteOptions;
import io.outrigger.testkit.Outcome;
import io.outrigger.testkit.TestContext;
import io.outrigger.testkit.redis.RedisServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Protocol.Command;

/** Keys of many slots, and slots that move. */
final class RedisClusterStateTest {

  private final TestContext context = new TestContext();
  private RedisCluster cluster;
  private RedisStateStore store;

  @BeforeEach
  void start() {
    cluster = RedisCluster.start();
    store = new RedisStateStore(cluster.settings().build(), context);
    Outcome.done(store::start);
  }

  @AfterEach
  void stop() {
    Outcome.done(store::close);
    cluster.close();
    context.close();
  }

  @Test
  void keys_of_many_slots_are_written_and_read_in_bulk() {
    var writes =
        IntStream.range(0, 500)
            .mapToObj(i -> SetRequest.of("key-" + i, Bytes.utf8("v" + i)))
            .toList();
    assertThat(Outcome.valueOf(() -> store.setAll(call(), writes))).isEmpty();
    var reads = writes.stream().map(write -> GetRequest.of(write.key())).toList();
    var results = Outcome.valueOf(() -> store.getAll(call(), reads));

    assertThat(results)
        .extracting(r -> r.value().data().toUtf8())
        .contains("v0", "v499")
        .hasSize(500);
    assertThat(cluster.masters()).allMatch(master -> (long) master.run(Command.DBSIZE) > 100);
  }

  @Test
  void conditional_writes_of_many_slots_take_place_in_bulk() {
    var writes =
        IntStream.range(0, 100)
            .mapToObj(i -> SetRequest.of("key-" + i, Bytes.utf8("v"), WriteOptions.ifAbsent()))
            .toList();

    assertThat(Outcome.valueOf(() -> store.setAll(call(), writes))).isEmpty();
    assertThat(Outcome.valueOf(() -> store.setAll(call(), writes))).hasSize(100);
  }

  @Test
  void a_transaction_over_one_slot_takes_place() {
    List<StateOperation> writes =
        List.of(SetRequest.of("{t}a", Bytes.utf8("1")), SetRequest.of("{t}b", Bytes.utf8("2")));
    Outcome.done(() -> store.transact(call(), writes));

    assertThat(text("{t}b")).isEqualTo("2");
  }

  @Test
  void a_transaction_over_several_slots_is_not_supported() {
    List<StateOperation> writes =
        List.of(SetRequest.of("a", Bytes.utf8("1")), SetRequest.of("b", Bytes.utf8("2")));

    assertThat(Outcome.codeOf(() -> store.transact(call(), writes)))
        .isEqualTo(ErrorCode.UNSUPPORTED);
  }

  @Test
  void every_call_finds_a_slot_while_it_moves_and_after_it() {
    var keys = IntStream.range(0, 20).mapToObj(i -> "{moving}" + i).toList();
    keys.forEach(this::write);
    var from = cluster.masterOf("{moving}");
    var to =
        cluster.masters().stream().filter(each -> !each.equals(from)).findFirst().orElseThrow();
    announceMove(from, to);
    moveHalf(keys, from, to);

    // Those that are still there, those that have gone (ASK), and one that is new (ASK, too).
    assertThat(keys).allMatch(key -> text(key).equals("value"));
    write("{moving}new");
    assertThat(text("{moving}new")).isEqualTo("value");
    keys.forEach(this::overwrite);
    assertThat(keys).allMatch(key -> text(key).equals("other"));

    migrate(from, to, keys.subList(10, 20));
    endMove(from, to);
    // MOVED, and then known.
    assertThat(keys).allMatch(key -> text(key).equals("other"));
    keys.forEach(this::overwrite);
    Outcome.done(() ->
        store.set(call(), SetRequest.of("{moving}new2", Bytes.utf8("x"), WriteOptions.ifAbsent())));
    assertThat(to.run(Command.EXISTS, "{moving}new2")).isEqualTo(1L);
  }

  @Test
  void the_other_masters_serve_while_one_is_down() {
    var lost = cluster.masterOf("key-0");
    var kept =
        IntStream.range(0, 100)
            .mapToObj(i -> "key-" + i)
            .filter(key -> cluster.masterOf(key) != lost)
            .limit(5)
            .toList();
    lost.kill();

    assertThat(Outcome.codeOf(() -> store.get(call(), GetRequest.of("key-0"))))
        .isEqualTo(ErrorCode.UNAVAILABLE);
    assertThat(kept)
        .allMatch(key -> Outcome.of(() -> store.get(call(), GetRequest.of(key))).succeeded());
    lost.startAgain();
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> Outcome.of(() -> store.get(call(), GetRequest.of("key-0"))).succeeded());
  }

  @Test
  void a_bulk_tells_what_took_place_while_a_server_is_down() {
    var lost = cluster.masterOf("key-0");
    var keys = IntStream.range(0, 60).mapToObj(i -> "key-" + i).toList();
    lost.kill();
    var writes =
        keys.stream()
            .map(key -> SetRequest.of(key, Bytes.utf8("v"), WriteOptions.ifAbsent()))
            .toList();
    var failures = Outcome.valueOf(() -> store.setAll(call(), writes));

    assertThat(failures)
        .extracting(WriteFailure::key)
        .containsExactlyInAnyOrderElementsOf(
            keys.stream().filter(key -> cluster.masterOf(key) == lost).toList());
    lost.startAgain();
  }

  private void announceMove(RedisServer from, RedisServer to) {
    var slot = String.valueOf(RedisCluster.slot("{moving}"));
    to.run(Command.CLUSTER, "SETSLOT", slot, "IMPORTING", RedisCluster.id(from));
    from.run(Command.CLUSTER, "SETSLOT", slot, "MIGRATING", RedisCluster.id(to));
  }

  private static void moveHalf(List<String> keys, RedisServer from, RedisServer to) {
    migrate(from, to, keys.subList(0, 10));
  }

  private static void migrate(RedisServer from, RedisServer to, List<String> keys) {
    var arguments =
        new ArrayList<>(List.of("127.0.0.1", String.valueOf(to.port()), "", "0", "5000", "KEYS"));
    arguments.addAll(keys);
    from.run(Command.MIGRATE, arguments.toArray(String[]::new));
  }

  private static void endMove(RedisServer from, RedisServer to) {
    var slot = String.valueOf(RedisCluster.slot("{moving}"));
    to.run(Command.CLUSTER, "SETSLOT", slot, "NODE", RedisCluster.id(to));
    from.run(Command.CLUSTER, "SETSLOT", slot, "NODE", RedisCluster.id(to));
  }

  private void write(String key) {
    Outcome.done(() -> store.set(call(), SetRequest.of(key, Bytes.utf8("value"))));
  }

  /** By a script, whose redirections are another path than those of a batch. */
  private void overwrite(String key) {
    var etag = Outcome.valueOf(() -> store.get(call(), GetRequest.of(key))).etag();
    var write = SetRequest.of(key, Bytes.utf8("other"), WriteOptions.ifEtag(etag));
    Outcome.done(() -> store.set(call(), write));
  }

  private String text(String key) {
    return Outcome.valueOf(() -> store.get(call(), GetRequest.of(key))).data().toUtf8();
  }

  private static Call call() {
    return Call.within(Duration.ofSeconds(20));
  }
}
