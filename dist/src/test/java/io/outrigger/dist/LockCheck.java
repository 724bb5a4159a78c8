package io.outrigger.dist;

import io.grpc.ClientInterceptors;
import io.grpc.Metadata;
import io.grpc.stub.MetadataUtils;
import io.outrigger.proto.layotto.v1.RuntimeGrpc;
import io.outrigger.proto.layotto.v1.RuntimeGrpc.RuntimeFutureStub;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/**
 * Holds one lock in turns, and sees whether two hold it at a time, and whether its fencing tokens
 * grow; some owners stay away with it until their lease is over, and so are stale.
 */
final class LockCheck {

  private static final int EXPIRES_EVERY = 50;
  private static final String RESOURCE = "checked";
  private static final Metadata.Key<String> FENCING_TOKEN =
      Metadata.Key.of("outrigger-fencing-token", Metadata.ASCII_STRING_MARSHALLER);

  private final Duration lease;
  private final LongAdder held = new LongAdder();
  private final LongAdder expired = new LongAdder();
  private final LongAdder overlaps = new LongAdder();
  private final LongAdder notHigher = new LongAdder();
  private final AtomicInteger working = new AtomicInteger();
  private final AtomicLong highest = new AtomicLong();

  LockCheck(Duration lease) {
    this.lease = lease;
  }

  /** Tries to take the lock, works if it has it, and gives it back. */
  void hold(CalledSidecar sidecar, int caller, long turn) throws Exception {
    var owner = "owner-" + caller + "-" + turn;
    var headers = new AtomicReference<Metadata>();
    var stub = listening(sidecar, caller, headers);
    long start = System.nanoTime();
    var request = RedisCalls.lock(RESOURCE, owner, (int) lease.toSeconds());
    if (!Callers.get(stub.tryLock(request)).getSuccess()) {
      Callers.pause(Duration.ofMillis(2));
      return;
    }
    work(Long.parseLong(Objects.requireNonNull(headers.get().get(FENCING_TOKEN))), start);
    if (held.sum() % EXPIRES_EVERY == 0) {
      expired.increment();
      return;
    }
    var _ = Callers.get(stub.unlock(RedisCalls.unlock(RESOURCE, owner)));
  }

  private static RuntimeFutureStub listening(
      CalledSidecar sidecar, int caller, AtomicReference<Metadata> headers) {
    return RuntimeGrpc.newFutureStub(
        ClientInterceptors.intercept(
            sidecar.channel(caller),
            MetadataUtils.newCaptureMetadataInterceptor(headers, new AtomicReference<>())));
  }

  /** What is protected; an owner that sees by its own clock that its lease is over does nothing. */
  private void work(long token, long start) {
    if (System.nanoTime() - start > lease.toNanos() / 2) {
      return;
    }
    held.increment();
    overlaps.add(working.incrementAndGet() > 1 ? 1 : 0);
    notHigher.add(highest.getAndAccumulate(token, Math::max) < token ? 0 : 1);
    Callers.pause(Duration.ofMillis(1));
    working.decrementAndGet();
  }

  long held() {
    return held.sum();
  }

  /** How many owners left the lock to expire. */
  long expired() {
    return expired.sum();
  }

  /** How often somebody worked while another did. */
  long overlaps() {
    return overlaps.sum();
  }

  /** How many owners had a token that was not higher than that of all before. */
  long notHigher() {
    return notHigher.sum();
  }
}
