package io.outrigger.redis.client;

import io.outrigger.spi.ComponentException;
import io.outrigger.spi.ErrorCode;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import redis.clients.jedis.Connection;
import redis.clients.jedis.exceptions.JedisRedirectionException;

/** One Redis server: the batches that go to it, and the pool for the rest. */
final class Node {

  private final String name;
  private final Supplier<Connection> opening;
  private final Router router;
  private final Dispatcher dispatcher;
  private final ConnectionPool pool;
  private final AtomicInteger generation = new AtomicInteger();

  /**
   * A server that is not connected yet.
   *
   * @param opening opens a connection to it
   */
  Node(String name, Supplier<Connection> opening, Router router, RedisSettings settings) {
    this.name = name;
    this.opening = opening;
    this.router = router;
    this.dispatcher = new Dispatcher(this, settings);
    this.pool = new ConnectionPool(this, settings.poolSize());
  }

  Dispatcher dispatcher() {
    return dispatcher;
  }

  ConnectionPool pool() {
    return pool;
  }

  Connection open() {
    return opening.get();
  }

  /** Which connections are of use: those that were opened in the present generation. */
  int generation() {
    return generation.get();
  }

  /** Has all connections replaced before they are used again, since the server is another now. */
  void replaceConnections() {
    generation.incrementAndGet();
  }

  /** Says that something may have changed. */
  void tellTrouble() {
    router.tellTrouble();
  }

  boolean redirect(Pending<?> pending, JedisRedirectionException elsewhere) {
    return router.redirect(pending, elsewhere);
  }

  ComponentException closedFailure() {
    return new ComponentException(ErrorCode.UNAVAILABLE, name + ": the connection is closed");
  }

  CompletableFuture<Void> close() {
    pool.close();
    return dispatcher.close();
  }

  @Override
  public String toString() {
    return name;
  }
}
