package io.outrigger.benchmarks.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.stub.StreamObserver;
import io.outrigger.benchmarks.measuring.BenchmarkException;
import io.outrigger.benchmarks.measuring.LoopbackService;
import io.outrigger.proto.layotto.v1.RuntimeGrpc;
import io.outrigger.proto.layotto.v1.TryLockRequest;
import io.outrigger.proto.layotto.v1.TryLockResponse;
import io.outrigger.proto.layotto.v1.UnlockRequest;
import io.outrigger.proto.layotto.v1.UnlockResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class CallersTest {

  private final Locks locks = new Locks();
  private LoopbackService service;

  @BeforeEach
  void start() throws Exception {
    service = new LoopbackService(locks);
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private Caller caller(int number) {
    return new Caller(service.channel(), number, Steps.lockAndUnlock());
  }

  @Test
  void a_caller_takes_and_gives_back_its_own_lock_in_turn_and_ends_with_none() throws Exception {
    var end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(100);

    long calls = caller(7).callUntil(end).get(10, TimeUnit.SECONDS);

    assertThat(calls).isEven().isGreaterThanOrEqualTo(2).isEqualTo(locks.asked.size());
    assertThat(locks.asked.subList(0, 2)).containsExactly("lock resource-7", "unlock resource-7");
    assertThat(locks.asked.getLast()).isEqualTo("unlock resource-7");
  }

  @Test
  void a_time_that_is_over_makes_no_call() throws Exception {
    assertThat(caller(1).callUntil(System.nanoTime()).get(10, TimeUnit.SECONDS)).isZero();
    assertThat(locks.asked).isEmpty();
  }

  @Test
  void a_lock_that_is_refused_ends_the_run_with_what_was_answered() {
    locks.free = false;

    assertThatThrownBy(() -> caller(1).callUntil(Long.MAX_VALUE).get(10, TimeUnit.SECONDS))
        .hasCauseInstanceOf(BenchmarkException.class)
        .hasMessageContaining("TryLock answered");
  }

  @Test
  void calls_per_second_are_those_of_all_callers() {
    assertThat(Tally.of(500, 2)).isEqualTo(new Tally(250, 500));
  }

  private static final class Locks extends RuntimeGrpc.RuntimeImplBase {

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile boolean free = true;

    @Override
    public void tryLock(TryLockRequest request, StreamObserver<TryLockResponse> response) {
      asked.add("lock " + request.getResourceId());
      response.onNext(TryLockResponse.newBuilder().setSuccess(free).build());
      response.onCompleted();
    }

    @Override
    public void unlock(UnlockRequest request, StreamObserver<UnlockResponse> response) {
      asked.add("unlock " + request.getResourceId());
      response.onNext(UnlockResponse.getDefaultInstance());
      response.onCompleted();
    }
  }
}
