package io.outrigger.dist;

import com.google.common.util.concurrent.ListenableFuture;
import com.google.protobuf.ByteString;
import io.outrigger.proto.layotto.v1.GetNextIdRequest;
import io.outrigger.proto.layotto.v1.GetStateRequest;
import io.outrigger.proto.layotto.v1.SaveStateRequest;
import io.outrigger.proto.layotto.v1.SequencerOptions;
import io.outrigger.proto.layotto.v1.SequencerOptions.AutoIncrement;
import io.outrigger.proto.layotto.v1.StateItem;
import io.outrigger.proto.layotto.v1.TryLockRequest;
import io.outrigger.proto.layotto.v1.UnlockRequest;

/** Requests to the stores of {@code configs/redis.json}. */
final class RedisCalls {

  private RedisCalls() {}

  static GetStateRequest get(String key) {
    return GetStateRequest.newBuilder().setStoreName("state_demo").setKey(key).build();
  }

  static SaveStateRequest save(String key, ByteString value) {
    return SaveStateRequest.newBuilder()
        .setStoreName("state_demo")
        .addStates(StateItem.newBuilder().setKey(key).setValue(value))
        .build();
  }

  static TryLockRequest lock(String resource, String owner, int seconds) {
    return TryLockRequest.newBuilder()
        .setStoreName("lock_demo")
        .setResourceId(resource)
        .setLockOwner(owner)
        .setExpire(seconds)
        .build();
  }

  static UnlockRequest unlock(String resource, String owner) {
    return UnlockRequest.newBuilder()
        .setStoreName("lock_demo")
        .setResourceId(resource)
        .setLockOwner(owner)
        .build();
  }

  static GetNextIdRequest id(String key, AutoIncrement increment) {
    return GetNextIdRequest.newBuilder()
        .setStoreName("sequencer_demo")
        .setKey(key)
        .setOptions(SequencerOptions.newBuilder().setIncrement(increment))
        .build();
  }

  /** One call after the other on state, locks and ids; which one depends on the caller. */
  static void mixed(CalledSidecar sidecar, int caller, long turn) throws Exception {
    var stub = sidecar.stub(caller);
    var name = "mixed-" + caller;
    ListenableFuture<?> call =
        switch (caller % 4) {
          case 0 -> stub.getState(get("mixed-" + (caller + 1)));
          case 1 -> stub.saveState(save(name, ByteString.copyFromUtf8("value " + turn)));
          case 2 ->
              turn % 2 == 0 ? stub.tryLock(lock(name, "me", 5)) : stub.unlock(unlock(name, "me"));
          default ->
              stub.getNextId(id(name, turn % 2 == 0 ? AutoIncrement.STRONG : AutoIncrement.WEAK));
        };
    var _ = Callers.get(call);
  }
}
