package io.outrigger.spi;

/** A call with a deadline that nobody cancels. */
record TimedCall(long deadlineNanos) implements Call {

  @Override
  public boolean isCancelled() {
    return deadlineNanos - System.nanoTime() <= 0;
  }

  @Override
  public void onCancel(Runnable action) {
    if (isCancelled()) {
      action.run();
    }
  }

  @Override
  public TraceContext trace() {
    return TraceContext.none();
  }
}
