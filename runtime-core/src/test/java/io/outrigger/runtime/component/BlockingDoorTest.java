package io.outrigger.runtime.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.outrigger.runtime.fake.Fakes;
import io.outrigger.spi.ComponentException;
import io.outrigger.spi.ErrorCode;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

final class BlockingDoorTest {

  private final BlockingDoor door =
      new BlockingDoor(
          "store", 1, "blocking operations (app.blocking_limit)", ContextLoader.ofTheCaller());

  @Test
  void work_runs_on_a_virtual_thread_and_gives_its_value() {
    var result = door.run(Fakes.call(), () -> Thread.currentThread().isVirtual());

    assertThat(result.toCompletableFuture().join()).isTrue();
  }

  @Test
  void what_the_work_throws_is_the_failure_of_the_stage() {
    var result =
        door.run(
            Fakes.call(),
            () -> {
              throw new IOException("gone");
            });

    assertThatThrownBy(() -> result.toCompletableFuture().join()).hasRootCauseMessage("gone");
  }

  @Test
  void work_beyond_the_bound_is_refused_and_a_place_is_free_again_afterwards() {
    var release = new CountDownLatch(1);
    var first = door.run(Fakes.call(), () -> release.await(10, TimeUnit.SECONDS));
    CompletableFuture<Object> second = door.run(Fakes.call(), Object::new).toCompletableFuture();

    assertThat(second.exceptionNow())
        .isInstanceOfSatisfying(
            ComponentException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.RESOURCE_EXHAUSTED))
        .hasMessageContaining("app.blocking_limit");
    release.countDown();
    assertThat(first.toCompletableFuture().join()).isTrue();
    assertThat(door.run(Fakes.call(), () -> 3).toCompletableFuture().join()).isEqualTo(3);
  }

  @Test
  void cancelling_the_call_interrupts_the_work() {
    var interrupted = new AtomicBoolean();
    var started = new CountDownLatch(1);
    var call = Fakes.call();
    var result =
        door.run(
            call,
            () -> {
              started.countDown();
              try {
                return new CountDownLatch(1).await(10, TimeUnit.SECONDS);
              } catch (InterruptedException e) {
                interrupted.set(true);
                throw e;
              }
            });
    await().until(() -> started.getCount() == 0);

    call.cancel();

    assertThat(result.toCompletableFuture().isCompletedExceptionally()).isTrue();
    await().untilTrue(interrupted);
  }

  @Test
  void work_whose_time_is_up_has_not_been_answered_in_time() {
    var release = new CountDownLatch(1);
    var call = Fakes.call();
    var result = door.run(call, () -> release.await(10, TimeUnit.SECONDS)).toCompletableFuture();

    call.expire();

    assertThat(result.exceptionNow())
        .isInstanceOfSatisfying(
            ComponentException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TIMEOUT))
        .hasMessage("store did not answer in time");
  }

  @Test
  void a_failure_of_the_virtual_machine_ends_the_stage_and_goes_on_its_way() {
    var failure = new OutOfMemoryError("not really");
    var uncaught = new CompletableFuture<Throwable>();
    var before = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> uncaught.complete(thrown));
    try {
      var result =
          door.run(
              Fakes.call(),
              () -> {
                throw failure;
              });

      assertThat(uncaught.orTimeout(10, TimeUnit.SECONDS).join()).isSameAs(failure);
      assertThat(result.toCompletableFuture().exceptionNow()).isSameAs(failure);
    } finally {
      Thread.setDefaultUncaughtExceptionHandler(before);
    }
  }

  @Test
  void work_of_a_cancelled_call_is_not_run() {
    var ran = new AtomicBoolean();
    var call = Fakes.call();
    call.cancel();

    var result =
        door.run(
            call,
            () -> {
              ran.set(true);
              return 1;
            });

    assertThat(result.toCompletableFuture().isCompletedExceptionally()).isTrue();
    assertThat(ran).isFalse();
  }

  @Test
  void what_the_work_answers_after_its_caller_has_gone_is_told() {
    var told = new CompletableFuture<Object>();
    var gate = new CountDownLatch(1);
    var parent = Fakes.call();
    var call = CancellableCall.onBehalfOf(parent, told::complete);
    door.run(call, () -> afterInterrupt(gate));

    parent.cancel();
    gate.countDown();

    assertThat(told).succeedsWithin(Duration.ofSeconds(10)).isEqualTo("late");
  }

  /** Work that goes on to its end although it is interrupted. */
  private static String afterInterrupt(CountDownLatch gate) {
    while (gate.getCount() > 0) {
      try {
        gate.await();
      } catch (InterruptedException e) {
        // Goes on, as a library may that swallows it.
      }
    }
    return "late";
  }
}
