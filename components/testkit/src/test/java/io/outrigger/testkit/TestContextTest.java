package io.outrigger.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outrigger.spi.Call;
import io.outrigger.spi.ErrorCode;
import io.outrigger.spi.Turn;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class TestContextTest {

  private static final Call CALL = Call.within(Duration.ofMinutes(1));

  private final TestContext context = new TestContext(Turn.immediate(), 1);
  private final CountDownLatch release = new CountDownLatch(1);
  private final AtomicInteger runs = new AtomicInteger();

  @AfterEach
  void endWork() {
    release.countDown();
  }

  @Test
  void blocking_work_runs_on_a_virtual_thread() {
    var virtual =
        Outcome.valueOf(() -> context.blocking(CALL, () -> Thread.currentThread().isVirtual()));

    assertThat(virtual).isTrue();
  }

  @Test
  void blocking_work_that_throws_fails_its_stage() {
    var outcome = Outcome.of(() -> context.blocking(CALL, TestContextTest::fail));

    assertThat(outcome).hasToString("failed with java.lang.IllegalStateException: broken");
  }

  @Test
  void blocking_work_beyond_the_limit_is_refused() {
    waitingWork(CALL);

    assertThat(Outcome.codeOf(() -> context.blocking(CALL, () -> 1)))
        .isEqualTo(ErrorCode.RESOURCE_EXHAUSTED);
  }

  @Test
  void ended_work_makes_room_for_more() {
    var first = waitingWork(CALL);
    release.countDown();
    Outcome.valueOf(() -> first);

    assertThat(Outcome.valueOf(() -> context.blocking(CALL, () -> 1))).isEqualTo(1);
  }

  @Test
  void a_cancelled_call_interrupts_its_work() {
    var call = new TestCall(Duration.ofMinutes(1));
    var work = waitingWork(call);
    call.cancel();

    assertThat(Outcome.of(() -> work)).hasToString("failed with java.lang.InterruptedException");
  }

  @Test
  void a_deadline_that_passes_interrupts_the_work() {
    var work = waitingWork(Call.within(Duration.ofMillis(20)));

    assertThat(Outcome.of(() -> work)).hasToString("failed with java.lang.InterruptedException");
  }

  @Test
  void periodic_tasks_wait_for_the_test() {
    context.every(Duration.ofSeconds(1), runs::incrementAndGet);

    assertThat(runs).hasValue(0);
  }

  @Test
  void periodic_tasks_run_each_time_the_test_says() {
    context.every(Duration.ofSeconds(1), runs::incrementAndGet);
    context.runPeriodicTasks();
    context.runPeriodicTasks();

    assertThat(runs).hasValue(2);
  }

  @Test
  void periodic_tasks_end_with_the_context() {
    context.every(Duration.ofSeconds(1), runs::incrementAndGet);
    context.close();
    context.runPeriodicTasks();

    assertThat(runs).hasValue(0);
  }

  @Test
  void a_period_must_be_positive() {
    assertThatThrownBy(() -> context.every(Duration.ZERO, runs::incrementAndGet))
        .hasMessage("period: PT0S (expected: > 0)");
  }

  /** Work that takes the only place until the test releases it. */
  private CompletionStage<Boolean> waitingWork(Call call) {
    return context.blocking(
        call,
        () -> {
          release.await();
          return true;
        });
  }

  private static Integer fail() {
    throw new IllegalStateException("broken");
  }
}
