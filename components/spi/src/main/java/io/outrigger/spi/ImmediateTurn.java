package io.outrigger.spi;

import java.util.concurrent.Executor;

/** The turn of a thread that is no event loop. */
enum ImmediateTurn implements Turn {
  INSTANCE;

  @Override
  public void atEnd(Runnable action) {
    action.run();
  }

  @Override
  public Executor executor() {
    return Runnable::run;
  }
}
