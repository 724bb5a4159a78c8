package io.outrigger.redis.server;

import io.outrigger.redis.client.RedisSettings;
import io.outrigger.testkit.redis.RedisServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.util.JedisClusterCRC16;

/** A Redis Cluster of three masters. */
public final class RedisCluster implements AutoCloseable {

  private static final int SLOTS = 16_384;
  private static final int MASTERS = 3;

  private final List<RedisServer> masters;

  private RedisCluster(List<RedisServer> masters) {
    this.masters = masters;
  }

  /** A cluster in which each master has a third of the slots. */
  public static RedisCluster start() {
    var cluster =
        new RedisCluster(
            Stream.generate(() ->
                    RedisServer.start("--cluster-enabled", "yes", "--cluster-node-timeout", "2000"))
                .limit(MASTERS)
                .toList());
    cluster.join();
    return cluster;
  }

  private void join() {
    for (int i = 0; i < MASTERS; i++) {
      var master = masters.get(i);
      var first = String.valueOf(i * SLOTS / MASTERS);
      var last = String.valueOf((i + 1) * SLOTS / MASTERS - 1);
      master.run(Command.CLUSTER, "ADDSLOTSRANGE", first, last);
      // Each its own epoch, or they have to agree on who has which slot first.
      master.run(Command.CLUSTER, "SET-CONFIG-EPOCH", String.valueOf(i + 1));
      master.run(Command.CLUSTER, "MEET", "127.0.0.1", String.valueOf(masters.getFirst().port()));
    }
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> masters.stream().allMatch(RedisCluster::isComplete));
  }

  private static boolean isComplete(RedisServer master) {
    var info = text(master.run(Command.CLUSTER, "INFO"));
    return info.contains("cluster_state:ok") && info.contains("cluster_known_nodes:" + MASTERS);
  }

  /** The settings of a client that is told of one node only. */
  public SettingsOf settings() {
    return SettingsOf.host(masters.getFirst().host()).with("redisType", RedisSettings.Type.CLUSTER);
  }

  public List<RedisServer> masters() {
    return masters;
  }

  /** The master that has a key. */
  public RedisServer masterOf(String key) {
    return masters.get(indexOf(slot(key)));
  }

  private static int indexOf(int slot) {
    for (int i = 0; i < MASTERS; i++) {
      if (slot < (i + 1) * SLOTS / MASTERS) {
        return i;
      }
    }
    throw new IllegalArgumentException("slot: " + slot);
  }

  public static int slot(String key) {
    return JedisClusterCRC16.getSlot(key);
  }

  /** The name that a master has in the cluster. */
  public static String id(RedisServer master) {
    return text(master.run(Command.CLUSTER, "MYID"));
  }

  private static String text(Object reply) {
    return new String((byte[]) reply, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    masters.forEach(RedisServer::close);
  }

  @Override
  public String toString() {
    return masters.stream().map(RedisServer::host).collect(Collectors.joining(","));
  }
}
