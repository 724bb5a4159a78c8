package io.outrigger.redis.client;

import io.outrigger.spi.Call;
import io.outrigger.spi.ComponentException;
import io.outrigger.spi.ErrorCode;
import java.time.Duration;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import redis.clients.jedis.Connection;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * A few connections for work that has one for itself. Safe for use by many threads, which it
 * blocks.
 */
final class ConnectionPool {

  private static final long IDLE_NANOS = Duration.ofSeconds(1).toNanos();

  /** How things were when a connection was last known to work. */
  private record Idle(Connection connection, long since, int breaks, int generation) {}

  private final Node node;
  private final Semaphore places;
  private final BlockingDeque<Idle> idle = new LinkedBlockingDeque<>();
  private volatile boolean closed;

  ConnectionPool(Node node, int size) {
    this.node = node;
    this.places = new Semaphore(size);
  }

  /**
   * Work on a connection.
   *
   * @param <T> what it answers
   */
  interface Work<T> {

    /** Does it; the connection is given up after any failure that is not an answer of Redis. */
    T on(Connection connection);
  }

  /**
   * Does work on a connection, as soon as one is free.
   *
   * @throws ComponentException TIMEOUT when none was in time, UNAVAILABLE when there is none
   */
  <T> T use(Call call, Work<T> work) throws InterruptedException {
    if (!places.tryAcquire(call.remaining().toNanos(), TimeUnit.NANOSECONDS)) {
      throw new ComponentException(ErrorCode.TIMEOUT, node + ": no connection was free in time");
    }
    try {
      return useOne(work);
    } finally {
      places.release();
    }
  }

  private <T> T useOne(Work<T> work) {
    int breaks = node.dispatcher().breaks();
    int generation = node.generation();
    var connection = take();
    boolean usable = false;
    try {
      var result = work.on(connection);
      usable = true;
      return result;
    } catch (ComponentException | JedisDataException e) {
      usable = !connection.isBroken();
      throw e;
    } finally {
      if (usable) {
        giveBack(new Idle(connection, System.nanoTime(), breaks, generation));
      } else {
        Connections.close(connection);
        node.dispatcher().noteBreak();
      }
    }
  }

  private Connection take() {
    if (closed) {
      throw node.closedFailure();
    }
    for (var next = idle.pollFirst(); next != null; next = idle.pollFirst()) {
      if (isUsable(next)) {
        return next.connection;
      }
      Connections.close(next.connection);
    }
    return node.dispatcher().connect();
  }

  private boolean isUsable(Idle candidate) {
    if (candidate.generation != node.generation()) {
      return false;
    }
    boolean doubtful =
        System.nanoTime() - candidate.since > IDLE_NANOS
            || candidate.breaks != node.dispatcher().breaks();
    return !doubtful || Connections.isAlive(candidate.connection);
  }

  private void giveBack(Idle connection) {
    if (connection.generation != node.generation()) {
      Connections.close(connection.connection);
      return;
    }
    idle.addFirst(connection);
    if (closed) {
      closeIdle();
    }
  }

  /** Closes what is idle now, and the rest when it is given back. */
  void close() {
    closed = true;
    closeIdle();
  }

  private void closeIdle() {
    for (var next = idle.pollFirst(); next != null; next = idle.pollFirst()) {
      Connections.close(next.connection);
    }
  }
}
