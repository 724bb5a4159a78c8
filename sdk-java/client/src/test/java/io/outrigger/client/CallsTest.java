package io.outrigger.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.grpc.Status;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Retries, headers, limits and listeners of calls. */
final class CallsTest {

  private static final RetryPolicy THREE_AT_ONCE =
      new RetryPolicy(3, Duration.ofMillis(1), Duration.ofMillis(2));

  private final FakeSidecar sidecar = new FakeSidecar();

  @AfterEach
  void stop() {
    sidecar.close();
  }

  @Test
  void a_read_is_repeated_while_the_backend_is_unavailable() {
    fail(Status.UNAVAILABLE, 2);
    try (var client = sidecar.client().retries(THREE_AT_ONCE).build()) {
      assertThat(client.state("s").get("k")).isPresent();
    }
    assertThat(sidecar.headers).hasSize(3);
  }

  @Test
  void a_read_is_repeated_no_more_often_than_the_policy_says() {
    fail(Status.UNAVAILABLE.withDescription("down"), 3);
    try (var client = sidecar.client().retries(THREE_AT_ONCE).build()) {
      assertThat(failure(() -> client.state("s").get("k"))).hasMessageContaining("down");
    }
    assertThat(sidecar.headers).hasSize(3);
  }

  @Test
  void nothing_but_unavailable_is_repeated() {
    fail(Status.ABORTED, 1);
    try (var client = sidecar.client().retries(THREE_AT_ONCE).build()) {
      assertThat(failure(() -> client.state("s").get("k")).code()).isEqualTo(ErrorCode.ABORTED);
    }
    assertThat(sidecar.headers).hasSize(1);
  }

  @Test
  void a_write_is_never_repeated() {
    fail(Status.UNAVAILABLE, 1);
    try (var client = sidecar.client().retries(THREE_AT_ONCE).build()) {
      assertThat(failure(() -> client.state("s").save("k", new byte[0])).retryable()).isTrue();
    }
    assertThat(sidecar.headers).hasSize(1);
  }

  @Test
  void the_time_limit_is_that_of_all_attempts_together() {
    fail(Status.UNAVAILABLE, 100);
    var slow = new RetryPolicy(100, Duration.ofMillis(100), Duration.ofMillis(100));
    try (var client = sidecar.client().retries(slow).timeout(Duration.ofMillis(400)).build()) {
      var began = System.nanoTime();
      assertThat(failure(() -> client.state("s").get("k")).retryable()).isTrue();
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(3));
    }
    assertThat(sidecar.headers).hasSizeBetween(2, 9);
  }

  @Test
  void each_call_has_the_deadline_of_the_client() {
    try (var client = sidecar.client().build()) {
      client.state("s").get("k");
      assertThat(sidecar.header("grpc-timeout")).matches("4\\d+[mun]|5000000u");
      client.withTimeout(Duration.ofMinutes(2)).state("s").get("k");
      assertThat(sidecar.header("grpc-timeout")).matches("119\\d+[mun]|120000000u");
    }
  }

  @Test
  void each_attempt_carries_the_token_the_callers_context_and_the_user_agent() {
    fail(Status.UNAVAILABLE, 1);
    var traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    var context = new AtomicReference<>(Map.of("traceparent", traceparent));
    try (var client =
        sidecar
            .client()
            .retries(THREE_AT_ONCE)
            .token("secret")
            .application("shop/1.0")
            .context(() -> context.getAndSet(Map.of()))
            .build()) {
      client.state("s").get("k");
    }
    assertThat(sidecar.headers).hasSize(2);
    assertThat(sidecar.header("dapr-api-token")).isEqualTo("secret");
    assertThat(sidecar.header("traceparent")).isEqualTo(traceparent);
    assertThat(sidecar.header("user-agent")).startsWith("shop/1.0 outrigger-java/");
  }

  @Test
  void a_listener_is_told_of_each_call_once_and_cannot_spoil_it() {
    fail(Status.UNAVAILABLE, 1);
    var ended = Collections.synchronizedList(new ArrayList<FinishedCall>());
    try (var client =
        sidecar
            .client()
            .retries(THREE_AT_ONCE)
            .listener(call -> {
              ended.add(call);
              throw new IllegalStateException("spoilt");
            })
            .build()) {
      client.state("s").get("k");
      fail(Status.ABORTED, 1);
      assertThat(failure(() -> client.state("s").save("k", new byte[0]))).isNotNull();
    }
    assertThat(ended)
        .extracting(
            FinishedCall::method,
            FinishedCall::store,
            FinishedCall::outcome,
            FinishedCall::attempts)
        .containsExactly(tuple("GetState", "s", "OK", 2), tuple("SaveState", "s", "ABORTED", 1));
  }

  @Test
  void a_listener_is_told_of_calls_that_end_between_two_attempts() {
    var policy = new RetryPolicy(3, Duration.ofSeconds(1), Duration.ofSeconds(1));
    var ended = new ConcurrentLinkedQueue<FinishedCall>();
    CompletableFuture<?> closed;
    try (var client = sidecar.client().retries(policy).listener(ended::add).build()) {
      var cancelled = failedOnce(client, "cancelled");
      assertThat(cancelled.cancel(true)).isTrue();
      await().until(() -> ended.size() == 2);
      closed = failedOnce(client, "closed");
    }
    assertThat(closed).isCompletedExceptionally();
    assertThat(ended)
        .filteredOn(call -> call.method().equals("GetState"))
        .extracting(FinishedCall::store, FinishedCall::outcome, FinishedCall::attempts)
        .containsExactly(tuple("cancelled", "CANCELLED", 1), tuple("closed", "UNAVAILABLE", 1));
  }

  /** A call that has failed once: what came after its answer on the same connection is here. */
  private CompletableFuture<?> failedOnce(OutriggerClient client, String store) {
    fail(Status.UNAVAILABLE, 1);
    var call = client.async().state(store).get("k").toCompletableFuture();
    await().until(sidecar.failures::isEmpty);
    client.state("s").save("k", new byte[0]);
    return call;
  }

  @Test
  void a_listener_is_told_of_a_file_whose_reader_left() throws IOException {
    var ended = new ConcurrentLinkedQueue<FinishedCall>();
    try (var client = sidecar.client().listener(ended::add).build()) {
      var stream = client.files("f").get("k");
      stream.close();
      stream.close();
    }
    assertThat(ended)
        .extracting(
            FinishedCall::method,
            FinishedCall::store,
            FinishedCall::outcome,
            FinishedCall::attempts)
        .containsExactly(tuple("GetFile", "f", "CANCELLED", 1));
  }

  @Test
  void cancelling_a_stage_cancels_its_call_at_the_sidecar() {
    sidecar.late = Duration.ofSeconds(20);
    try (var client = sidecar.client().build()) {
      var stage = client.async().state("s").get("k").toCompletableFuture();
      await().until(() -> sidecar.headers.size() == 1);
      stage.cancel(true);

      await().untilAsserted(() -> assertThat(sidecar.cancelled).containsExactly("GetState"));
    }
  }

  @Test
  void micrometer_times_calls_and_counts_repetitions() {
    fail(Status.UNAVAILABLE, 2);
    var registry = new SimpleMeterRegistry();
    try (var client =
        sidecar
            .client()
            .retries(THREE_AT_ONCE)
            .listener(new MicrometerCallListener(registry))
            .build()) {
      client.state("s").get("k");
    }
    assertThat(
            registry
                .get("outrigger.client.calls")
                .tags("method", "GetState", "store", "s", "outcome", "OK")
                .timer()
                .count())
        .isEqualTo(1);
    assertThat(registry.get("outrigger.client.retries").counter().count()).isEqualTo(2);
  }

  @Test
  void pauses_double_up_to_the_longest_and_are_spread() {
    var policy = new RetryPolicy(9, Duration.ofMillis(50), Duration.ofMillis(150));
    var random = new Random(1);
    for (var i = 0; i < 100; i++) {
      assertThat(policy.pauseNanos(1, random)).isBetween(25_000_000L, 50_000_000L);
      assertThat(policy.pauseNanos(2, random)).isBetween(50_000_000L, 100_000_000L);
      assertThat(policy.pauseNanos(60, random)).isBetween(75_000_000L, 150_000_000L);
    }
  }

  @Test
  void settings_that_make_no_sense_are_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OutriggerClient.builder().timeout(Duration.ZERO))
        .withMessage("timeout: PT0S (expected: > 0)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RetryPolicy(0, Duration.ZERO, Duration.ZERO));
    assertThatIllegalArgumentException().isThrownBy(() -> new LockOptions(Duration.ZERO));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OutriggerClient.builder().endpoint("nowhere").build())
        .withMessageContaining("expected: host:port");
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            OutriggerClient.builder().endpoint("unix:/s").tls(Tls.systemAuthorities()).build())
        .withMessageContaining("Unix socket");
  }

  private void fail(Status status, int times) {
    for (var i = 0; i < times; i++) {
      sidecar.failures.add(status);
    }
  }

  private static OutriggerException failure(Runnable call) {
    return catchThrowableOfType(OutriggerException.class, call::run);
  }
}
