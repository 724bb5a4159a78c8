package io.outrigger.testkit.redis;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import redis.clients.jedis.Protocol.Command;

/** A master and a replica, and three Sentinels that watch them. */
public final class WatchedRedis implements AutoCloseable {

  private final RedisServer master;
  private final RedisServer replica;
  private final List<RedisServer> sentinels = new ArrayList<>();

  private WatchedRedis(RedisServer master, RedisServer replica) {
    this.master = master;
    this.replica = replica;
  }

  /** A replica that has what the master has, and Sentinels that know each other. */
  public static WatchedRedis start() {
    var master = RedisServer.start("--repl-diskless-sync-delay", "0");
    var replica =
        RedisServer.start(
            "--replicaof",
            "127.0.0.1",
            String.valueOf(master.port()),
            "--repl-diskless-sync-delay",
            "0");
    var redis = new WatchedRedis(master, replica);
    await(() -> info(replica, "replication").contains("master_link_status:up"));
    for (int i = 0; i < 3; i++) {
      redis.sentinels.add(RedisServer.sentinel(config(master)));
    }
    await(() -> redis.sentinels.stream().allMatch(WatchedRedis::knowsAll));
    return redis;
  }

  private static String config(RedisServer master) {
    return """
    sentinel monitor demo 127.0.0.1 %d 2
    sentinel down-after-milliseconds demo 500
    sentinel failover-timeout demo 5000
    sentinel parallel-syncs demo 1
    """
        .formatted(master.port());
  }

  private static boolean knowsAll(RedisServer sentinel) {
    return info(sentinel, "sentinel").contains("status=ok")
        && info(sentinel, "sentinel").contains("slaves=1,sentinels=3");
  }

  private static String info(RedisServer server, String section) {
    return new String((byte[]) server.run(Command.INFO, section), StandardCharsets.UTF_8);
  }

  private static void await(Callable<Boolean> condition) {
    Awaitility.await().atMost(Duration.ofSeconds(40)).ignoreExceptions().until(condition);
  }

  /** The Sentinels, which call the master {@code demo}, as the value of {@code redisHost}. */
  public String hosts() {
    return sentinels.stream().map(RedisServer::host).collect(Collectors.joining(","));
  }

  public RedisServer master() {
    return master;
  }

  public RedisServer replica() {
    return replica;
  }

  /** Asks the Sentinels to make the replica the master, as an administrator does. */
  public void failOver() {
    sentinels.getFirst().run(Command.SENTINEL, "FAILOVER", "demo");
  }

  @Override
  public void close() {
    sentinels.forEach(RedisServer::close);
    replica.close();
    master.close();
  }
}
