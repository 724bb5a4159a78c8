package io.outrigger.runtime.access;

import java.util.concurrent.atomic.AtomicInteger;

/** How many calls may run at once. Safe for use by many threads. */
final class Concurrency implements Bound {

  private final String setting;
  private final int most;
  private final AtomicInteger running = new AtomicInteger();

  Concurrency(String setting, int most) {
    this.setting = setting;
    this.most = most;
  }

  @Override
  public boolean take() {
    if (running.incrementAndGet() <= most) {
      return true;
    }
    running.decrementAndGet();
    return false;
  }

  @Override
  public void undo() {
    giveBack();
  }

  @Override
  public void giveBack() {
    running.decrementAndGet();
  }

  @Override
  public String refusal() {
    return setting + " (" + most + ") calls are running";
  }
}
