package io.outrigger.tencentcos;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory for the parts of all puts that are under way. Nobody waits for it: where the parts of
 * all would take more than the budget, a put gets the smallest part instead. So many puts at once
 * take the budget and the smallest part each, at most. Safe for use by many threads.
 */
final class PartMemory {

  /** The smallest part that COS takes. */
  static final int LEAST_BYTES = 1 << 20;

  private final long budgetBytes;
  private final AtomicLong taken = new AtomicLong();

  PartMemory(long budgetBytes) {
    this.budgetBytes = budgetBytes;
  }

  /**
   * An eighth of the heap, but two parts at least: who configures large parts is to have them.
   *
   * @param partBytes how many bytes a part is to have
   */
  static PartMemory ofHeap(int partBytes) {
    return new PartMemory(Math.max(Runtime.getRuntime().maxMemory() / 8, 2L * partBytes));
  }

  /** Takes memory for a part, of {@code wanted} bytes or else of {@code least}. */
  int take(int wanted, int least) {
    while (true) {
      long before = taken.get();
      int granted = before + wanted <= budgetBytes ? wanted : Math.min(wanted, least);
      if (taken.compareAndSet(before, before + granted)) {
        return granted;
      }
    }
  }

  /** Gives back what {@link #take} has granted. */
  void release(int granted) {
    taken.addAndGet(-granted);
  }

  /** How many bytes are taken. */
  long taken() {
    return taken.get();
  }
}
