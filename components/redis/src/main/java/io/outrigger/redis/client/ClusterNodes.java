package io.outrigger.redis.client;

import io.outrigger.spi.Call;
import io.outrigger.spi.ComponentContext;
import io.outrigger.spi.Turn;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.Stream;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisAskDataException;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.exceptions.JedisRedirectionException;
import redis.clients.jedis.util.JedisClusterCRC16;

/**
 * The router of a Redis Cluster: a table of slots, corrected by what the nodes answer (MOVED), and
 * read anew after that and when a node cannot be reached.
 */
final class ClusterNodes implements Router {

  private static final Duration LOOK_LIMIT = Duration.ofSeconds(5);
  private static final long LOOK_PAUSE_NANOS = Duration.ofMillis(100).toNanos();

  private final RedisSettings settings;
  private final ComponentContext context;
  private final Connector connector;
  private final List<HostAndPort> seeds;
  private final ConcurrentMap<HostAndPort, Node> nodes = new ConcurrentHashMap<>();
  private final AtomicReferenceArray<Node> slots =
      new AtomicReferenceArray<>(Protocol.CLUSTER_HASHSLOTS);
  private final AtomicBoolean looking = new AtomicBoolean();
  private volatile long lastLook;
  private volatile boolean closed;

  ClusterNodes(RedisSettings settings, ComponentContext context) {
    this.settings = settings;
    this.context = context;
    this.connector = new Connector(settings);
    this.seeds = Servers.addresses(settings);
  }

  /** A slot that no node has goes to any node, which knows better. */
  @Override
  public Node node(byte[] key) {
    var known = slots.get(JedisClusterCRC16.getSlot(key));
    return known != null ? known : nodes.values().stream().findAny().orElseGet(this::seed);
  }

  private Node seed() {
    return at(seeds.getFirst());
  }

  private Node at(HostAndPort address) {
    return nodes.computeIfAbsent(
        address,
        ignored -> new Node(address.toString(), () -> connector.open(address), this, settings));
  }

  @Override
  public Collection<Node> nodes() {
    return nodes.values();
  }

  @Override
  public boolean together(byte[] one, byte[] other) {
    return JedisClusterCRC16.getSlot(one) == JedisClusterCRC16.getSlot(other);
  }

  @Override
  public void look(Call call) {
    JedisException last = new JedisConnectionException("no node of the cluster answers");
    var candidates = Stream.concat(nodes.keySet().stream(), seeds.stream()).distinct().toList();
    for (var address : candidates) {
      if (call.isCancelled() || call.remaining().isZero()) {
        break;
      }
      try (var connection = connector.open(address)) {
        learn(address, connection);
        return;
      } catch (JedisException e) {
        last = e;
      }
    }
    throw RedisFailures.unreachable(settings.redisHost(), last);
  }

  private void learn(HostAndPort asked, Connection connection) {
    var answer = connection.executeCommand(new CommandArguments(Command.CLUSTER).add("SLOTS"));
    if (!(answer instanceof List<?> ranges) || ranges.isEmpty()) {
      throw new JedisConnectionException(asked + " knows no slots");
    }
    Set<HostAndPort> masters = new HashSet<>();
    for (var range : ranges) {
      if (range instanceof List<?> parts && parts.get(2) instanceof List<?> master) {
        var address = address(asked, master);
        masters.add(address);
        assign((Long) parts.getFirst(), (Long) parts.get(1), at(address));
      }
    }
    forgetLost(masters);
  }

  /** A node that does not know its own name means the one by which it was asked. */
  private static HostAndPort address(HostAndPort asked, List<?> node) {
    var host = Replies.text(node.getFirst());
    int port = node.get(1) instanceof Long number ? number.intValue() : asked.getPort();
    return new HostAndPort(host.isEmpty() || host.equals("?") ? asked.getHost() : host, port);
  }

  private void assign(long first, long last, Node node) {
    for (long slot = first; slot <= last; slot++) {
      slots.set((int) slot, node);
    }
  }

  /**
   * Forgets what is no master and cannot be reached. A node that answers is kept: it may be one
   * that gets its first slot just now, and is asked (ASK) before the table names it.
   */
  private void forgetLost(Set<HostAndPort> masters) {
    for (var entry : Map.copyOf(nodes).entrySet()) {
      var node = entry.getValue();
      if (!masters.contains(entry.getKey())
          && node.dispatcher().isTroubled()
          && nodes.remove(entry.getKey(), node)) {
        var _ = node.close();
      }
    }
  }

  /** Reads the table anew, in the background and not more often than is of use. */
  @Override
  public void tellTrouble() {
    boolean recent = lastLook != 0 && System.nanoTime() - lastLook < LOOK_PAUSE_NANOS;
    if (closed || recent || !looking.compareAndSet(false, true)) {
      return;
    }
    var call = Call.within(LOOK_LIMIT);
    var _ =
        context
            .blocking(
                call,
                () -> {
                  look(call);
                  return true;
                })
            .whenComplete((done, failure) -> {
              lastLook = System.nanoTime();
              looking.set(false);
            });
  }

  @Override
  public boolean redirect(Pending<?> pending, JedisRedirectionException elsewhere) {
    if (closed || !pending.redirect(elsewhere instanceof JedisAskDataException)) {
      return false;
    }
    var dispatcher = follow(elsewhere).dispatcher();
    dispatcher.add(pending);
    dispatcher.signal(Turn.immediate());
    return true;
  }

  @Override
  public Node follow(JedisRedirectionException elsewhere) {
    var node = at(elsewhere.getTargetNode());
    if (!(elsewhere instanceof JedisAskDataException)) {
      slots.set(elsewhere.getSlot(), node);
      tellTrouble();
    }
    return node;
  }

  @Override
  public CompletableFuture<Void> close() {
    closed = true;
    return Router.closeAll(nodes.values());
  }
}
