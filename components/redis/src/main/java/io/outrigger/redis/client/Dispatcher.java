package io.outrigger.redis.client;

import io.outrigger.spi.ComponentException;
import io.outrigger.spi.Turn;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.Connection;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.exceptions.JedisRedirectionException;

/**
 * Sends the requests of one node in batches over a few connections.
 *
 * <p>Requests gather in one queue. At the end of the event-loop turn that brought them, or once
 * there are enough, a {@link Lane} is woken, which takes all of them. Its thread alone touches the
 * connection, so nothing is locked and no loop waits. A second lane is woken only when the first is
 * not expected back soon, since two half batches cost more than one whole: on the same host one
 * connection does it, over a network, or beside large values, all of them.
 *
 * <p>Safe for use by many threads.
 */
final class Dispatcher {

  private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
  private static final Duration DRAIN = Duration.ofSeconds(2);

  /** Worth to be sent at once: fewer would have a lane woken too often, more leave Redis idle. */
  private static final int ENOUGH = 12;

  private final Node node;
  private final int mostRepetitions;
  private final SendQueue queue;
  private final Backoff backoff;
  private final List<Lane> lanes;
  private final AtomicInteger breaks = new AtomicInteger();
  private final AtomicBoolean signalled = new AtomicBoolean();

  /** How many were signalled since a lane was last woken. */
  private final AtomicInteger gathered = new AtomicInteger();

  private volatile boolean closed;
  private volatile boolean givenUp;
  private volatile boolean ended;

  Dispatcher(Node node, RedisSettings settings) {
    this.node = node;
    mostRepetitions = settings.maxRetries();
    queue = new SendQueue(node.toString(), settings.maxQueued().bytes());
    backoff = new Backoff(settings.maxRetryBackoff());
    lanes =
        IntStream.range(0, settings.connections())
            .mapToObj(i -> new Lane(this, "redis-" + node + "-" + i))
            .toList();
  }

  /** Queues a request; {@link #signal} has to follow. */
  void add(Pending<?> pending) {
    var refusal = closed ? node.closedFailure() : queue.offer(pending);
    if (refusal != null) {
      refuse(pending, refusal);
    } else if (ended) {
      refuseRest();
    }
  }

  private static void refuse(Pending<?> pending, ComponentException refusal) {
    pending.fail(refusal);
    pending.deliver();
  }

  /** What was queued by those who saw the end too late has no lane any more. */
  private void refuseRest() {
    var rest = new ArrayList<Pending<?>>();
    var _ = queue.drainTo(rest, Integer.MAX_VALUE, Long.MAX_VALUE);
    rest.forEach(each -> refuse(each, node.closedFailure()));
  }

  /**
   * Has what is queued sent at the end of the turn; asked many times in a turn, it does it once.
   * After {@value #ENOUGH} it does not wait for the end, so that Redis works while the loop does.
   */
  void signal(Turn turn) {
    if (gathered.incrementAndGet() >= ENOUGH) {
      gathered.set(0);
      wake();
    }
    if (signalled.get() || !signalled.compareAndSet(false, true)) {
      return;
    }
    try {
      turn.atEnd(this::endOfTurn);
    } catch (RejectedExecutionException _) {
      endOfTurn();
    }
  }

  private void endOfTurn() {
    signalled.set(false);
    gathered.set(0);
    wake();
  }

  /** Sets a lane to work, unless one that is busy will see to it. */
  void wake() {
    long now = System.nanoTime();
    for (var lane : lanes) {
      if (lane.wake() || lane.isBackSoon(now)) {
        return;
      }
    }
  }

  /** Lets requests be finished, then closes the connections; those that take too long are cut. */
  CompletableFuture<Void> close() {
    closed = true;
    var ends = lanes.stream().map(Lane::end).toArray(CompletableFuture<?>[]::new);
    var later = CompletableFuture.delayedExecutor(DRAIN.toMillis(), TimeUnit.MILLISECONDS);
    var all = CompletableFuture.allOf(ends);
    later.execute(() -> {
      if (!all.isDone()) {
        givenUp = true;
        lanes.forEach(Lane::cut);
      }
    });
    return all.thenRun(() -> {
      ended = true;
      refuseRest();
    });
  }

  SendQueue queue() {
    return queue;
  }

  boolean isClosed() {
    return closed;
  }

  /** How often a request is sent again that does no harm when it comes twice. */
  int mostRepetitions() {
    return mostRepetitions;
  }

  String server() {
    return node.toString();
  }

  /** Which connections are of use, as {@link Node#generation} says. */
  int generation() {
    return node.generation();
  }

  /** How often a connection of the node has broken. */
  int breaks() {
    return breaks.get();
  }

  void noteBreak() {
    breaks.incrementAndGet();
    node.tellTrouble();
  }

  /**
   * Notes that the server is no master. All connections to it are opened anew, since another may be
   * found at its address, or by the Sentinels, by now.
   */
  void noteReplica() {
    node.replaceConnections();
    noteBreak();
  }

  /**
   * A new connection.
   *
   * @throws ComponentException UNAVAILABLE when there is none, or none is tried for now
   */
  Connection connect() {
    var refusal = givenUp ? node.closedFailure() : backoff.refusal();
    if (refusal != null) {
      throw refusal;
    }
    try {
      var opened = open();
      if (backoff.succeeded()) {
        LOG.info("event=reachable_again server={}", node);
      }
      return opened;
    } catch (JedisException e) {
      var failure = RedisFailures.unreachable(server(), e);
      // A caller who has gone meanwhile says nothing of the server that others have to hear.
      if (!Thread.currentThread().isInterrupted() && backoff.failed(failure)) {
        LOG.warn("event=unreachable server={} reason=\"{}\"", node, failure.getMessage());
      }
      node.tellTrouble();
      throw failure;
    }
  }

  /** A connection that breaks while it is opened says little, so a second one is tried at once. */
  private Connection open() {
    try {
      return node.open();
    } catch (JedisConnectionException e) {
      if (backoff.isTroubled() || e.getCause() instanceof SocketTimeoutException) {
        throw e;
      }
      return node.open();
    }
  }

  /** True when the last attempt to connect failed. */
  boolean isTroubled() {
    return backoff.isTroubled();
  }

  /** Hands a request to the node that is said to have its slot, or answers false. */
  boolean redirect(Pending<?> pending, JedisRedirectionException elsewhere) {
    return node.redirect(pending, elsewhere);
  }
}
