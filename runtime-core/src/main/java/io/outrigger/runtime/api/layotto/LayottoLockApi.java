package io.outrigger.runtime.api.layotto;

import io.outrigger.proto.layotto.v1.LockKeepAliveRequest;
import io.outrigger.proto.layotto.v1.LockKeepAliveResponse;
import io.outrigger.proto.layotto.v1.RuntimeGrpc;
import io.outrigger.proto.layotto.v1.TryLockRequest;
import io.outrigger.proto.layotto.v1.TryLockResponse;
import io.outrigger.proto.layotto.v1.UnlockRequest;
import io.outrigger.proto.layotto.v1.UnlockResponse;
import io.outrigger.runtime.api.RpcCall;
import io.outrigger.runtime.api.ServiceBinder;
import io.outrigger.runtime.service.LockService;
import io.outrigger.spi.Call;
import io.outrigger.spi.lock.Acquisition;
import io.outrigger.spi.lock.LockStatus;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** The three methods of the building block "lock". */
final class LayottoLockApi {

  /** The response header that carries the fencing token of a lock, in decimal. */
  static final String FENCING_TOKEN = "outrigger-fencing-token";

  private final LockService service;

  LayottoLockApi(LockService service) {
    this.service = service;
  }

  void bindTo(ServiceBinder binder) {
    binder
        .unary(RuntimeGrpc.getTryLockMethod(), this::tryLock)
        .unary(RuntimeGrpc.getUnlockMethod(), this::unlock)
        .unary(RuntimeGrpc.getLockKeepAliveMethod(), this::keepAlive);
  }

  private CompletionStage<TryLockResponse> tryLock(RpcCall call, TryLockRequest request) {
    var lease = Duration.ofSeconds(request.getExpire());
    return Answers.of(
        service.tryLock(
            call, request.getStoreName(), request.getResourceId(), request.getLockOwner(), lease),
        acquisition -> response(call, acquisition),
        () -> "failed to try acquiring lock %s: ".formatted(request.getResourceId()));
  }

  private static TryLockResponse response(RpcCall call, Acquisition acquisition) {
    acquisition
        .fencingToken()
        .ifPresent(token -> call.responseHeader(FENCING_TOKEN, Long.toString(token)));
    return TryLockResponse.newBuilder().setSuccess(acquisition.acquired()).build();
  }

  private CompletionStage<UnlockResponse> unlock(Call call, UnlockRequest request) {
    return Answers.of(
        service.unlock(
            call, request.getStoreName(), request.getResourceId(), request.getLockOwner()),
        status -> UnlockResponse.newBuilder().setStatus(unlocked(status)).build(),
        () -> "failed to release lock %s: ".formatted(request.getResourceId()));
  }

  private static UnlockResponse.Status unlocked(LockStatus status) {
    return switch (status) {
      case DONE -> UnlockResponse.Status.SUCCESS;
      case NOT_HELD -> UnlockResponse.Status.LOCK_UNEXIST;
      case HELD_BY_ANOTHER -> UnlockResponse.Status.LOCK_BELONG_TO_OTHERS;
    };
  }

  private CompletionStage<LockKeepAliveResponse> keepAlive(
      Call call, LockKeepAliveRequest request) {
    var lease = Duration.ofSeconds(request.getExpire());
    return Answers.of(
        service.renew(
            call, request.getStoreName(), request.getResourceId(), request.getLockOwner(), lease),
        status -> LockKeepAliveResponse.newBuilder().setStatus(renewed(status)).build(),
        () -> "failed to keep lock %s alive: ".formatted(request.getResourceId()));
  }

  private static LockKeepAliveResponse.Status renewed(LockStatus status) {
    return switch (status) {
      case DONE -> LockKeepAliveResponse.Status.SUCCESS;
      case NOT_HELD -> LockKeepAliveResponse.Status.LOCK_UNEXIST;
      case HELD_BY_ANOTHER -> LockKeepAliveResponse.Status.LOCK_BELONG_TO_OTHERS;
    };
  }
}
