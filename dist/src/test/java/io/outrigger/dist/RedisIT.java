package io.outrigger.dist;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import io.outrigger.proto.layotto.v1.DeleteBulkStateRequest;
import io.outrigger.proto.layotto.v1.DeleteStateRequest;
import io.outrigger.proto.layotto.v1.Etag;
import io.outrigger.proto.layotto.v1.ExecuteStateTransactionRequest;
import io.outrigger.proto.layotto.v1.GetBulkStateRequest;
import io.outrigger.proto.layotto.v1.LockKeepAliveRequest;
import io.outrigger.proto.layotto.v1.LockKeepAliveResponse;
import io.outrigger.proto.layotto.v1.RuntimeGrpc;
import io.outrigger.proto.layotto.v1.RuntimeGrpc.RuntimeBlockingStub;
import io.outrigger.proto.layotto.v1.SaveStateRequest;
import io.outrigger.proto.layotto.v1.SequencerOptions.AutoIncrement;
import io.outrigger.proto.layotto.v1.StateItem;
import io.outrigger.proto.layotto.v1.StateOptions;
import io.outrigger.proto.layotto.v1.StateOptions.StateConcurrency;
import io.outrigger.proto.layotto.v1.TransactionalStateOperation;
import io.outrigger.proto.layotto.v1.UnlockResponse;
import io.outrigger.runtime.config.ListenAddress;
import io.outrigger.runtime.server.ClientConnection;
import io.outrigger.testkit.redis.RedisServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.Protocol.Command;

/**
 * State, locks and ids in Redis by two configs: {@code configs/redis.json}, and Layotto's own
 * sample started as Layotto is; and their data in the layout that Layotto has in Redis.
 */
@ParameterizedClass
@ValueSource(ints = {0, 1})
final class RedisIT {

  @TempDir private static Path ours;
  @TempDir private static Path layottos;
  private static final List<SidecarProcess> sidecars = new ArrayList<>();
  private static final List<ClientConnection> connections = new ArrayList<>();
  private static RedisServer redis;

  private final RuntimeBlockingStub stub;
  private final String own;

  RedisIT(int config) {
    stub = RuntimeGrpc.newBlockingStub(connections.get(config).channel());
    own = "config" + config + "-";
  }

  @BeforeAll
  static void start() throws Exception {
    redis = RedisServer.start();
    sidecars.add(
        SidecarProcess.start(
            ours, Standalone.config("redis.json", ours), "REDIS_HOST=" + redis.host()));
    sidecars.add(
        SidecarProcess.start(
            layottos, List.of("layotto", "start", "-c", sample(layottos).toString())));
    for (var sidecar : sidecars) {
      var address = ListenAddress.parse(sidecar.addresses().getFirst());
      connections.add(new ClientConnection(address, 8 << 20));
    }
  }

  private static Path sample(Path directory) throws IOException {
    var sample = Files.readString(LayottoSample.ROOT.resolve("head/config_redis.json"));
    assertThat(sample).contains("127.0.0.1:6380", "localhost:6380");
    return Files.writeString(
        directory.resolve("config_redis.json"),
        sample
            .replaceAll("(localhost|127\\.0\\.0\\.1):6380", redis.host())
            .replace("127.0.0.1:34904", "127.0.0.1:0")
            .replace("127.0.0.1:34999", "127.0.0.1:0"));
  }

  @AfterAll
  static void stop() {
    connections.forEach(ClientConnection::close);
    sidecars.forEach(SidecarProcess::close);
    redis.close();
  }

  @Test
  void without_the_variable_redis_is_where_it_usually_is() throws Exception {
    assertThat(Files.readString(SidecarProcess.HOME.resolve("configs/redis.json")))
        .contains("${REDIS_HOST:127.0.0.1:6379}");
    assertThat(
            SidecarProcess.run(
                    "check", "-c", SidecarProcess.HOME.resolve("configs/redis.json").toString())
                .code())
        .isZero();
  }

  @Test
  void state_is_saved_read_and_deleted() {
    save("a", "1");
    assertThat(get("a")).isEqualTo("1");
    assertThat(etag("a")).isEqualTo(text(redis.run(Command.HGET, own + "a", "version")));

    var delete = DeleteStateRequest.newBuilder().setStoreName("state_demo").setKey(own + "a");
    var _ = stub.deleteState(delete.build());
    assertThat(get("a")).isEmpty();
    assertThat(redis.run(Command.EXISTS, own + "a")).isEqualTo(0L);
  }

  @Test
  void state_is_read_and_deleted_in_bulk() {
    var items = Stream.of("b1", "b2").map(key -> item(key, "of " + key)).toList();
    var _ =
        stub.saveState(
            SaveStateRequest.newBuilder().setStoreName("state_demo").addAllStates(items).build());

    var keys = List.of(own + "b1", own + "b2", own + "none");
    var read = GetBulkStateRequest.newBuilder().setStoreName("state_demo").addAllKeys(keys);
    assertThat(stub.getBulkState(read.build()).getItemsList())
        .extracting(item -> item.getData().toStringUtf8())
        .containsExactlyInAnyOrder("of b1", "of b2", "");

    var delete = DeleteBulkStateRequest.newBuilder().setStoreName("state_demo");
    var _ = stub.deleteBulkState(delete.addAllStates(items).build());
    assertThat(redis.run(Command.EXISTS, own + "b1", own + "b2")).isEqualTo(0L);
  }

  @Test
  void a_transaction_changes_all() {
    save("t1", "old");
    var _ =
        stub.executeStateTransaction(
            ExecuteStateTransactionRequest.newBuilder()
                .setStoreName("state_demo")
                .addOperations(operation("delete", item("t1", "")))
                .addOperations(operation("upsert", item("t2", "new")))
                .build());

    assertThat(redis.run(Command.EXISTS, own + "t1")).isEqualTo(0L);
    assertThat(text(redis.run(Command.HGET, own + "t2", "data"))).isEqualTo("new");
  }

  @Test
  void state_that_layotto_has_written_is_read_and_updated() {
    redis.run(Command.HSET, own + "theirs", "data", "layotto's", "version", "41");

    assertThat(get("theirs")).isEqualTo("layotto's");
    assertThat(etag("theirs")).isEqualTo("41");
    var item =
        item("theirs", "ours").toBuilder()
            .setEtag(Etag.newBuilder().setValue("41"))
            .setOptions(
                StateOptions.newBuilder().setConcurrency(StateConcurrency.CONCURRENCY_FIRST_WRITE));
    var _ =
        stub.saveState(
            SaveStateRequest.newBuilder().setStoreName("state_demo").addStates(item).build());
    assertThat(text(redis.run(Command.HGET, own + "theirs", "data"))).isEqualTo("ours");
    assertThat(text(redis.run(Command.HGET, own + "theirs", "version"))).isEqualTo("42");
  }

  @Test
  void state_is_in_redis_as_layotto_has_it() {
    save("shared", "ours");

    assertThat(text(redis.run(Command.TYPE, own + "shared"))).isEqualTo("hash");
    assertThat(text(redis.run(Command.HGET, own + "shared", "data"))).isEqualTo("ours");
    assertThat(text(redis.run(Command.HGET, own + "shared", "version"))).matches("[1-9]\\d*");

    redis.run(Command.HSET, own + "shared", "data", "theirs", "version", "2");
    assertThat(get("shared")).isEqualTo("theirs");
    assertThat(etag("shared")).isEqualTo("2");
  }

  @Test
  void a_lock_is_taken_kept_and_given_back() {
    assertThat(lock("l", "me", 30)).isTrue();
    assertThat(lock("l", "you", 30)).isFalse();
    var renew =
        LockKeepAliveRequest.newBuilder()
            .setStoreName("lock_demo")
            .setResourceId(own + "l")
            .setLockOwner("me")
            .setExpire(60);
    assertThat(stub.lockKeepAlive(renew.build()).getStatus())
        .isEqualTo(LockKeepAliveResponse.Status.SUCCESS);

    assertThat(text(redis.run(Command.GET, lockKey("l")))).isEqualTo("me");
    assertThat((Long) redis.run(Command.PTTL, lockKey("l"))).isBetween(31_000L, 60_000L);
    assertThat(unlock("l", "you")).isEqualTo(UnlockResponse.Status.LOCK_BELONG_TO_OTHERS);
    assertThat(unlock("l", "me")).isEqualTo(UnlockResponse.Status.SUCCESS);
    assertThat(redis.run(Command.EXISTS, lockKey("l"))).isEqualTo(0L);
  }

  @Test
  void a_lock_that_layotto_holds_is_held_and_can_be_given_back() {
    redis.run(Command.SET, lockKey("theirs"), "layotto", "NX", "EX", "30");

    assertThat(lock("theirs", "me", 5)).isFalse();
    assertThat(unlock("theirs", "me")).isEqualTo(UnlockResponse.Status.LOCK_BELONG_TO_OTHERS);
    assertThat(unlock("theirs", "layotto")).isEqualTo(UnlockResponse.Status.SUCCESS);
    assertThat(lock("theirs", "me", 5)).isTrue();
    assertThat(redis.run(Command.SET, lockKey("theirs"), "layotto", "NX", "EX", "30")).isNull();
  }

  @Test
  void a_lock_whose_lease_ends_is_free() {
    assertThat(lock("short", "me", 1)).isTrue();

    await().until(() -> lock("short", "you", 30));
    assertThat(unlock("short", "me")).isEqualTo(UnlockResponse.Status.LOCK_BELONG_TO_OTHERS);
  }

  @Test
  void ids_go_on_where_layotto_stopped_and_layotto_goes_on_where_they_stop() {
    var key = "sequencer|||app1||" + own + "ids";
    redis.run(Command.SET, key, "1000");

    assertThat(id("ids", AutoIncrement.STRONG)).isEqualTo(1001);
    var weak = id("ids", AutoIncrement.WEAK);
    assertThat(weak).isEqualTo(1002);
    assertThat((Long) redis.run(Command.INCR, key)).isGreaterThan(weak);
    var strong = id("ids", AutoIncrement.STRONG);
    assertThat(text(redis.run(Command.GET, key))).isEqualTo(Long.toString(strong));
  }

  private String lockKey(String resource) {
    return "lock|||app1||" + own + resource;
  }

  private void save(String key, String value) {
    var _ = stub.saveState(RedisCalls.save(own + key, ByteString.copyFromUtf8(value)));
  }

  private String get(String key) {
    return stub.getState(RedisCalls.get(own + key)).getData().toStringUtf8();
  }

  private String etag(String key) {
    return stub.getState(RedisCalls.get(own + key)).getEtag();
  }

  private StateItem item(String key, String value) {
    return StateItem.newBuilder()
        .setKey(own + key)
        .setValue(ByteString.copyFromUtf8(value))
        .build();
  }

  private static TransactionalStateOperation operation(String type, StateItem item) {
    return TransactionalStateOperation.newBuilder().setOperationType(type).setRequest(item).build();
  }

  private boolean lock(String resource, String owner, int seconds) {
    return stub.tryLock(RedisCalls.lock(own + resource, owner, seconds)).getSuccess();
  }

  private UnlockResponse.Status unlock(String resource, String owner) {
    return stub.unlock(RedisCalls.unlock(own + resource, owner)).getStatus();
  }

  private long id(String key, AutoIncrement increment) {
    return stub.getNextId(RedisCalls.id(own + key, increment)).getNextId();
  }

  private static String text(Object reply) {
    return new String((byte[]) reply, UTF_8);
  }
}
