package io.outrigger.redis.client;

import io.outrigger.spi.Call;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import redis.clients.jedis.exceptions.JedisRedirectionException;

/** Knows which server has which key. Safe for use by many threads. */
interface Router {

  /** The server that has a key, as far as is known. */
  Node node(byte[] key);

  /** Every server that has keys, as far as is known; none before the first {@link #look}. */
  Collection<Node> nodes();

  /** Whether two keys are always on one server. */
  boolean together(byte[] one, byte[] other);

  /** Finds out which servers there are; blocks until it is known or {@code call} is over. */
  void look(Call call) throws InterruptedException;

  /** Says that a server may have gone or changed its role. */
  void tellTrouble();

  /** Sends a request where a server says that it belongs, or answers false when that is no use. */
  boolean redirect(Pending<?> pending, JedisRedirectionException elsewhere);

  /** The server that another one has named. */
  Node follow(JedisRedirectionException elsewhere);

  /** Lets requests be finished and closes all connections. */
  CompletableFuture<Void> close();

  /** Closes several servers. */
  static CompletableFuture<Void> closeAll(Collection<Node> nodes) {
    return CompletableFuture.allOf(
        nodes.stream()
            .map(Node::close)
            .map(CompletionStage::toCompletableFuture)
            .toArray(CompletableFuture<?>[]::new));
  }
}
