package io.outrigger.benchmarks.redis;

import io.outrigger.proto.layotto.v1.RuntimeGrpc;
import io.outrigger.proto.layotto.v1.SaveStateRequest;
import io.outrigger.proto.layotto.v1.TryLockRequest;
import io.outrigger.proto.layotto.v1.TryLockResponse;
import io.outrigger.proto.layotto.v1.UnlockRequest;
import io.outrigger.proto.layotto.v1.UnlockResponse;
import java.util.List;

/** The calls of {@link Callers}. */
final class Steps {

  private static final int LEASE_SECONDS = 30;

  private Steps() {}

  /** Takes a lock that nobody else wants, and gives it back. */
  static List<Step<?, ?>> lockAndUnlock() {
    return List.of(
        new Step<>(RuntimeGrpc.getTryLockMethod(), Steps::tryLock, TryLockResponse::getSuccess),
        new Step<>(
            RuntimeGrpc.getUnlockMethod(),
            Steps::unlock,
            answer -> answer.getStatus() == UnlockResponse.Status.SUCCESS));
  }

  private static TryLockRequest tryLock(int caller) {
    return TryLockRequest.newBuilder()
        .setStoreName(Sidecar.STORE)
        .setResourceId("resource-" + caller)
        .setLockOwner("owner-" + caller)
        .setExpire(LEASE_SECONDS)
        .build();
  }

  private static UnlockRequest unlock(int caller) {
    return UnlockRequest.newBuilder()
        .setStoreName(Sidecar.STORE)
        .setResourceId("resource-" + caller)
        .setLockOwner("owner-" + caller)
        .build();
  }

  /** Asks the echo server nothing. */
  static List<Step<?, ?>> echo() {
    return List.of(
        new Step<>(
            RuntimeGrpc.getSaveStateMethod(),
            caller -> SaveStateRequest.getDefaultInstance(),
            answer -> answer.getSerializedSize() == 0));
  }
}
