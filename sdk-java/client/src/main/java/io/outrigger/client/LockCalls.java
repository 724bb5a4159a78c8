package io.outrigger.client;

import static io.grpc.Metadata.ASCII_STRING_MARSHALLER;

import io.grpc.Metadata;
import io.outrigger.proto.layotto.v1.LockKeepAliveRequest;
import io.outrigger.proto.layotto.v1.LockKeepAliveResponse;
import io.outrigger.proto.layotto.v1.RuntimeGrpc;
import io.outrigger.proto.layotto.v1.TryLockRequest;
import io.outrigger.proto.layotto.v1.TryLockResponse;
import io.outrigger.proto.layotto.v1.UnlockRequest;
import io.outrigger.proto.layotto.v1.UnlockResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;

/** The calls that locks are made of. */
final class LockCalls {

  /** Repeated, it could be refused by the lock that the first attempt has taken. */
  private static final Operation<TryLockRequest, TryLockResponse> TRY_LOCK =
      Operation.once(RuntimeGrpc.getTryLockMethod());

  /** An owner locks once, so that what a repetition finds was its own. */
  private static final Operation<UnlockRequest, UnlockResponse> UNLOCK =
      Operation.repeatable(RuntimeGrpc.getUnlockMethod());

  /** The renewal of a lock has its own repetitions. */
  private static final Operation<LockKeepAliveRequest, LockKeepAliveResponse> KEEP_ALIVE =
      Operation.once(RuntimeGrpc.getLockKeepAliveMethod());

  private static final Metadata.Key<String> FENCING_TOKEN =
      Metadata.Key.of("outrigger-fencing-token", ASCII_STRING_MARSHALLER);

  private final Calls calls;
  private final String name;

  LockCalls(Calls calls, String name) {
    this.calls = calls;
    this.name = name;
  }

  Calls calls() {
    return calls;
  }

  LockCalls withTimeout(Duration timeout) {
    return new LockCalls(calls.withTimeout(timeout), name);
  }

  Subject subject(String resource) {
    return new Subject(name, resource);
  }

  /** The fencing token if the lock was taken, which is itself empty where the store has none. */
  CompletionStage<Optional<OptionalLong>> tryLock(String resource, String owner, Duration lease) {
    var request =
        TryLockRequest.newBuilder()
            .setStoreName(name)
            .setResourceId(resource)
            .setLockOwner(owner)
            .setExpire(Seconds.atLeast("lease", lease))
            .build();
    return calls.unary(
        TRY_LOCK,
        subject(resource),
        request,
        (response, headers) ->
            response.getSuccess() ? Optional.of(fencingToken(headers)) : Optional.empty());
  }

  private static OptionalLong fencingToken(Metadata headers) {
    var token = headers.get(FENCING_TOKEN);
    return token == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(token));
  }

  /** On a thread of the client's own, which has no context of a caller. */
  CompletionStage<LockKeepAliveResponse.Status> keepAlive(
      String resource, String owner, Duration lease) {
    var request =
        LockKeepAliveRequest.newBuilder()
            .setStoreName(name)
            .setResourceId(resource)
            .setLockOwner(owner)
            .setExpire(Seconds.atLeast("lease", lease))
            .build();
    return calls
        .withoutContext()
        .unary(KEEP_ALIVE, subject(resource), request, (response, headers) -> response.getStatus());
  }

  /** Whether the lock was still the owner's. */
  CompletionStage<Boolean> unlock(String resource, String owner) {
    var request =
        UnlockRequest.newBuilder()
            .setStoreName(name)
            .setResourceId(resource)
            .setLockOwner(owner)
            .build();
    return calls.unary(
        UNLOCK,
        subject(resource),
        request,
        (response, headers) -> response.getStatus() == UnlockResponse.Status.SUCCESS);
  }
}
