package io.outrigger.qiniu;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import okhttp3.Call;
import okhttp3.EventListener;

/**
 * The requests that have been sent and whose responses have not been read to their end. Safe for
 * use by many threads.
 */
final class RunningCalls extends EventListener {

  private final Set<Call> calls = ConcurrentHashMap.newKeySet();

  @Override
  public void callStart(Call call) {
    calls.add(call);
  }

  @Override
  public void callEnd(Call call) {
    calls.remove(call);
  }

  @Override
  public void callFailed(Call call, IOException failure) {
    calls.remove(call);
  }

  /** Closes their connections. */
  void cancel() {
    calls.forEach(Call::cancel);
  }
}
