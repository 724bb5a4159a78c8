package io.outrigger.mongodb.lock;

import io.outrigger.spi.Call;
import io.outrigger.spi.TraceContext;

/**
 * A call whose work is not broken off when its caller goes, but only by its deadline: the answer of
 * MongoDB, that a lock is taken, has to reach those who can give it back.
 *
 * @param call the call as it came
 */
record UnbrokenCall(Call call) implements Call {

  @Override
  public long deadlineNanos() {
    return call.deadlineNanos();
  }

  @Override
  public boolean isCancelled() {
    return remaining().isZero();
  }

  /** Never: the deadline is heeded by every round trip. */
  @Override
  public void onCancel(Runnable action) {}

  @Override
  public TraceContext trace() {
    return call.trace();
  }
}
