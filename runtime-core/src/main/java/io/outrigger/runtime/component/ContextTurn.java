package io.outrigger.runtime.component;

import io.outrigger.spi.Turn;
import java.util.concurrent.Executor;

/**
 * A turn whose end has the context class loader of the component that asked for it.
 *
 * @param turn the turn itself; its executor is passed on as it is, since components that batch tell
 *     loops apart by it
 */
record ContextTurn(Turn turn, ContextLoader loader) implements Turn {

  @Override
  public void atEnd(Runnable action) {
    turn.atEnd(loader.around(action));
  }

  @Override
  public Executor executor() {
    return turn.executor();
  }
}
