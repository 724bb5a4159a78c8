package io.outrigger.runtime.access;

import java.util.List;

/** A connection, and what its calls take of its own. */
final class Client {

  private final List<Bound> bounds;

  /** Guarded by the lock of {@link Clients}; read without it, which is at most a moment late. */
  private volatile boolean admitted;

  Client(List<Bound> bounds) {
    this.bounds = List.copyOf(bounds);
  }

  List<Bound> bounds() {
    return bounds;
  }

  boolean isAdmitted() {
    return admitted;
  }

  void admit() {
    admitted = true;
  }
}
