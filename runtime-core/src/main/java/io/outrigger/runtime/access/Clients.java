package io.outrigger.runtime.access;

import io.grpc.Attributes;
import io.grpc.ServerCall;
import io.grpc.ServerTransportFilter;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The connections that speak HTTP/2: so many are admitted, and one beyond them as soon as another
 * has ended. Safe for use by many threads.
 */
final class Clients extends ServerTransportFilter {

  private static final Attributes.Key<Client> CLIENT = Attributes.Key.create("io.outrigger.client");

  private final int most;
  private final Supplier<List<Bound>> bounds;

  /** Guards what follows. */
  private final ReentrantLock lock = new ReentrantLock();

  private int open;

  private int admitted;

  /** Whether any waits. Written under the lock, read without it by every call. */
  private volatile boolean crowded;

  /**
   * No connections yet.
   *
   * @param bounds makes what the calls of one connection take
   */
  Clients(int most, Supplier<List<Bound>> bounds) {
    this.most = most;
    this.bounds = bounds;
  }

  /** The connection of a call; null for a call that has none, as in a test. */
  static @Nullable Client of(ServerCall<?, ?> call) {
    return call.getAttributes().get(CLIENT);
  }

  @Override
  public Attributes transportReady(Attributes attributes) {
    var client = new Client(bounds.get());
    lock.lock();
    try {
      open++;
      admit(client);
    } finally {
      lock.unlock();
    }
    return attributes.toBuilder().set(CLIENT, client).build();
  }

  /** Admits a connection that waits if there is room; the lock is held. */
  private void admit(Client client) {
    if (admitted < most) {
      admitted++;
      client.admit();
    }
    crowded = open > admitted;
  }

  @Override
  public void transportTerminated(@Nullable Attributes attributes) {
    var client = attributes == null ? null : attributes.get(CLIENT);
    if (client == null) {
      return;
    }
    lock.lock();
    try {
      open--;
      if (client.isAdmitted()) {
        admitted--;
      }
      crowded = open > admitted;
    } finally {
      lock.unlock();
    }
  }

  /** Whether a call may go on; nothing but a glance while there is room for everybody. */
  boolean admits(ServerCall<?, ?> call) {
    return !crowded || admitsOneOf(of(call));
  }

  private boolean admitsOneOf(@Nullable Client client) {
    if (client == null || client.isAdmitted()) {
      return true;
    }
    lock.lock();
    try {
      admit(client);
      return client.isAdmitted();
    } finally {
      lock.unlock();
    }
  }
}
