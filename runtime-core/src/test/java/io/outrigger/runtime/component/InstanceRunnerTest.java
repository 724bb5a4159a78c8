package io.outrigger.runtime.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.outrigger.runtime.fake.Fakes;
import io.outrigger.spi.Call;
import io.outrigger.spi.Health;
import io.outrigger.spi.state.GetRequest;
import io.outrigger.spi.state.StateStore;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class InstanceRunnerTest {

  private static final Duration START_LIMIT = Duration.ofMillis(50);

  /** Longer than the pause after a first failure. */
  private static final Duration LONG_ENOUGH_TO_TRY_AGAIN = Duration.ofMillis(400);

  private final Deadlines deadlines = new Deadlines();
  private final HostServices services = Fakes.services(deadlines);
  private final AtomicInteger changes = new AtomicInteger();
  private final ScriptedStore store = new ScriptedStore();
  private InstanceRunner runner = runner(Duration.ofMinutes(1));
  private final CountDownLatch release = new CountDownLatch(1);

  @AfterEach
  void close() {
    release.countDown();
    deadlines.close();
  }

  @Test
  void operations_that_hang_in_every_place_say_nothing_about_the_health() {
    start();
    hangInEveryPlace();

    runner.checkHealth();

    await().untilAsserted(() -> assertThat(store.checks).hasValue(1));
    assertThat(runner.down()).isEmpty();
    assertThat(changes).hasValue(1);
  }

  @Test
  void a_health_check_that_blocks_needs_no_place_among_the_operations() {
    start();
    hangInEveryPlace();
    var asked = new AtomicBoolean();
    store.onHealth =
        () ->
            blocking(() -> {
              asked.set(true);
              return Health.up();
            });

    runner.checkHealth();

    await().untilTrue(asked);
    assertThat(runner.down()).isEmpty();
  }

  @Test
  void operations_that_hang_in_every_place_do_not_keep_the_instance_from_being_closed() {
    start();
    hangInEveryPlace();
    var closed = new AtomicBoolean();
    store.onClose =
        () ->
            blocking(() -> {
              closed.set(true);
              return null;
            });

    runner.close().toCompletableFuture().join();

    assertThat(store.closings).hasValue(1);
    assertThat(closed).isTrue();
  }

  @Test
  void health_checks_that_hang_do_not_pile_up() {
    start();
    store.onHealth = this::hang;

    for (int i = 0; i < 50; i++) {
      runner.checkHealth();
    }

    await().untilAsserted(() -> assertThat(store.checks).hasValue(8));
  }

  @Test
  void a_start_is_not_repeated_while_it_goes_on() {
    runner = runner(START_LIMIT);
    store.onStart = CompletableFuture::new;
    start();

    await()
        .during(LONG_ENOUGH_TO_TRY_AGAIN)
        .untilAsserted(() -> assertThat(store.starts).hasValue(1));
    assertThat(runner.down()).hasValue("no answer within 50 ms");
  }

  @Test
  void a_start_that_succeeds_late_has_succeeded() {
    runner = runner(START_LIMIT);
    var starting = new CompletableFuture<Void>();
    store.onStart = () -> starting;
    start();

    starting.complete(null);

    assertThat(runner.down()).isEmpty();
    assertThat(changes).hasValue(2);
    assertThat(component().get(Fakes.call(), GetRequest.of("k")).toCompletableFuture())
        .isCompleted();
  }

  @Test
  void a_start_that_fails_late_is_repeated() {
    runner = runner(START_LIMIT);
    var starting = new CompletableFuture<Void>();
    store.onStart = () -> starting;
    start();
    store.onStart = ScriptedStore::done;

    starting.completeExceptionally(new IOException("connection refused"));

    await().until(() -> runner.down().isEmpty());
    assertThat(store.starts).hasValue(2);
  }

  @Test
  void a_start_that_hangs_is_interrupted_at_its_time_limit() {
    runner = runner(START_LIMIT);
    var interrupted = new AtomicBoolean();
    store.onStart = () -> awaitRelease(interrupted);

    start();

    await().untilTrue(interrupted);
  }

  @Test
  void a_start_that_blocks_is_interrupted_at_its_time_limit() {
    runner = runner(START_LIMIT);
    var interrupted = new AtomicBoolean();
    store.onStart = () -> blocking(() -> awaitRelease(interrupted)).thenCompose(stage -> stage);

    start();

    await().untilTrue(interrupted);
  }

  @Test
  void a_start_that_succeeds_after_the_closing_is_closed_again() {
    runner = runner(START_LIMIT);
    var starting = new CompletableFuture<Void>();
    store.onStart = () -> starting;
    start();
    runner.close().toCompletableFuture().join();
    deadlines.close();

    starting.complete(null);

    await().untilAsserted(() -> assertThat(store.closings).hasValue(2));
    var refused = component().get(Fakes.call(), GetRequest.of("k")).toCompletableFuture();
    assertThat(refused.exceptionNow()).hasMessageContaining("stopping");
  }

  @Test
  void closing_ends_the_first_try() {
    store.onStart = CompletableFuture::new;
    var first = runner.start().toCompletableFuture();

    runner.close().toCompletableFuture().join();

    assertThat(first).isCompletedExceptionally();
  }

  private InstanceRunner runner(Duration startLimit) {
    return new InstanceRunner(
        ScriptedStore.config(Map.of("s", store)).instances().getFirst(),
        services,
        new Peers(),
        startLimit,
        changes::incrementAndGet);
  }

  /** The first try ends, whatever comes of it. */
  private void start() {
    runner.start().handle((ignored, failure) -> failure).toCompletableFuture().join();
  }

  private StateStore component() {
    return (StateStore) runner.slot().instance().orElseThrow().component();
  }

  private <T> CompletionStage<T> blocking(Callable<T> work) {
    return store.context().blocking(Call.within(Duration.ofSeconds(10)), work);
  }

  private void hangInEveryPlace() {
    for (int i = 0; i < services.blockingLimit(); i++) {
      assertThat(blocking(() -> awaitRelease(new AtomicBoolean())).toCompletableFuture())
          .isNotDone();
    }
  }

  private CompletionStage<Void> awaitRelease(AtomicBoolean interrupted) {
    try {
      release.await();
      return ScriptedStore.done();
    } catch (InterruptedException e) {
      interrupted.set(true);
      return CompletableFuture.failedFuture(e);
    }
  }

  private CompletionStage<Health> hang() {
    var _ = awaitRelease(new AtomicBoolean());
    return CompletableFuture.completedFuture(Health.up());
  }
}
