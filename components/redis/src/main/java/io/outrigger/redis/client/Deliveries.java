package io.outrigger.redis.client;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Collects what is settled, and tells the callers with one task for each event loop. For one
 * thread.
 */
final class Deliveries {

  private record Group(Executor executor, List<Pending<?>> settled) {}

  private final List<Group> groups = new ArrayList<>();

  @SuppressWarnings("ReferenceEquality") // A loop has one executor, and no other is equal to it.
  void add(Pending<?> settled) {
    for (var group : groups) {
      if (group.executor == settled.executor()) {
        group.settled.add(settled);
        return;
      }
    }
    var list = new ArrayList<Pending<?>>();
    list.add(settled);
    groups.add(new Group(settled.executor(), list));
  }

  /** Tells the callers of all that has been added. */
  void send() {
    for (var group : groups) {
      try {
        group.executor.execute(() -> group.settled.forEach(Pending::deliver));
      } catch (RejectedExecutionException _) {
        // The loop has ended, and its calls with it; somebody may still wait for the stages.
        group.settled.forEach(Pending::deliver);
      }
    }
    groups.clear();
  }
}
