package io.outrigger.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.outrigger.client.Codec;
import io.outrigger.client.ErrorCode;
import io.outrigger.client.FileOptions;
import io.outrigger.client.LockOptions;
import io.outrigger.client.OutriggerClient;
import io.outrigger.client.OutriggerException;
import io.outrigger.client.RetryPolicy;
import io.outrigger.testing.OutriggerSidecar;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of calls when the sidecar is not there, goes, or stops answering. */
@ParameterizedClass
@ValueSource(ints = {0, 1})
final class FaultsIT {

  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final int address;
  @TempDir private Path directory;

  FaultsIT(int address) {
    this.address = address;
  }

  @Test
  void an_absent_sidecar_is_unavailable_at_once() {
    try (var client = client(address == 0 ? "127.0.0.1:1" : "unix:" + directory + "/none")) {
      var began = System.nanoTime();
      var failure = failure(() -> client.state("state").save("k", new byte[0]));

      assertThat(failure.code()).isEqualTo(ErrorCode.UNAVAILABLE);
      assertThat(failure.retryable()).isTrue();
      assertThat(failure.reason()).isEmpty();
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(4));
      var late = failure(() -> client.waitUntilReady(Duration.ofMillis(300)));
      assertThat(late.code()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED);
      assertThat(late).hasMessageContaining("UNAVAILABLE");
    }
  }

  @Test
  void a_client_finds_a_sidecar_that_starts_again_without_waiting_for_grpc() throws Exception {
    var config = config(FreePort.take());
    try (var client = client(config.endpoint())) {
      try (var first = OutriggerSidecar.start(config.text())) {
        client.state("state").save("k", new byte[0]);
        first.kill();
      }
      var gone = failure(() -> client.state("state").save("k", new byte[0]));
      assertThat(gone.code()).isEqualTo(ErrorCode.UNAVAILABLE);
      // Long enough for gRPC's own pauses to have grown.
      await()
          .during(Duration.ofSeconds(3))
          .until(() ->
              failure(() -> client.state("state").save("k", new byte[0])).code()
                  == ErrorCode.UNAVAILABLE);
      try (var second = OutriggerSidecar.start(config.text())) {
        assertThat(second.endpoints()).contains(config.endpoint());
        var began = System.nanoTime();
        client.waitUntilReady(LIMIT);
        assertThat(client.state("state").get("k")).isEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(1));
      }
    }
  }

  @Test
  void a_read_that_meets_a_restart_is_repeated_until_the_sidecar_is_back() throws Exception {
    var config = config(FreePort.take());
    try (var client =
        OutriggerClient.builder()
            .endpoint(config.endpoint())
            .timeout(LIMIT)
            .retries(new RetryPolicy(100, Duration.ofMillis(50), Duration.ofMillis(200)))
            .build()) {
      var read = client.async().state("state", Codec.string()).get("k").toCompletableFuture();
      assertThat(read).isNotDone();
      try (var sidecar = OutriggerSidecar.start(config.text())) {
        assertThat(sidecar.endpoints()).contains(config.endpoint());
        assertThat(read.get(20, TimeUnit.SECONDS)).isEmpty();
      }
    }
  }

  @Test
  void calls_that_a_killed_sidecar_had_fail_as_unavailable() throws Exception {
    try (var sidecar = OutriggerSidecar.start();
        var client = client(sidecar.endpoints().get(address))) {
      client.waitUntilReady(LIMIT);
      sidecar.freeze();
      var call = client.async().state("state").save("k", new byte[0]).toCompletableFuture();
      assertThat(call).isNotDone();
      sidecar.kill();

      assertThatThrownBy(() -> call.get(10, TimeUnit.SECONDS))
          .cause()
          .isInstanceOfSatisfying(
              OutriggerException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE));
    }
  }

  @Test
  void a_sidecar_that_does_not_answer_costs_the_time_limit_and_no_more() throws Exception {
    try (var sidecar = OutriggerSidecar.start();
        var client = client(sidecar.endpoints().get(address))) {
      client.waitUntilReady(LIMIT);
      sidecar.freeze();
      var hasty = client.withTimeout(Duration.ofMillis(300));
      var began = System.nanoTime();
      var failure = failure(() -> hasty.state("state").get("k"));

      assertThat(failure.code()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED);
      assertThat(failure.retryable()).isTrue();
      assertThat(Duration.ofNanos(System.nanoTime() - began))
          .isBetween(Duration.ofMillis(290), Duration.ofSeconds(3));
    }
  }

  @Test
  void a_stream_that_is_cut_fails_where_it_is_read() throws Exception {
    try (var sidecar = OutriggerSidecar.start();
        var client = client(sidecar.endpoints().get(address))) {
      client.files("files").put("f", new ByteArrayInputStream(new byte[50_000_000]));
      try (var read = client.files("files").get("f")) {
        assertThat(read.readNBytes(1000)).hasSize(1000);
        sidecar.kill();
        assertThatThrownBy(() -> read.transferTo(OutputStream.nullOutputStream()))
            .isInstanceOf(IOException.class)
            .cause()
            .isInstanceOfSatisfying(
                OutriggerException.class,
                e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE));
      }
    }
  }

  @Test
  void a_target_of_a_cut_stream_is_not_touched() throws Exception {
    try (var sidecar = OutriggerSidecar.start();
        var client = client(sidecar.endpoints().get(address))) {
      client.files("files").put("f", new ByteArrayInputStream(new byte[50_000_000]));
      var target = directory.resolve("target");
      var failure =
          failure(() ->
              client
                  .files("files")
                  .get("f", target, FileOptions.DEFAULT.progress(bytes -> sidecar.kill())));

      assertThat(failure.code()).isEqualTo(ErrorCode.UNAVAILABLE);
      assertThat(target).doesNotExist();
      assertThat(directory.resolve("target.part")).doesNotExist();
    }
  }

  @Test
  void an_upload_that_is_cut_fails() throws Exception {
    try (var sidecar = OutriggerSidecar.start();
        var client = client(sidecar.endpoints().get(address))) {
      var endless =
          new InputStream() {
            private long bytes;

            @Override
            public int read() {
              return 1;
            }

            @Override
            public int read(byte[] into, int offset, int length) {
              bytes += length;
              if (bytes > 1_000_000) {
                sidecar.kill();
              }
              return length;
            }
          };

      assertThat(failure(() -> client.files("files").put("f", endless)).code())
          .isEqualTo(ErrorCode.UNAVAILABLE);
    }
  }

  @Test
  void a_stream_in_which_nothing_moves_ends_after_its_idle_time() throws Exception {
    try (var sidecar = OutriggerSidecar.start();
        var patient = client(sidecar.endpoints().get(address));
        var client =
            OutriggerClient.builder()
                .endpoint(sidecar.endpoints().get(address))
                .streamIdleTimeout(Duration.ofSeconds(1))
                .build()) {
      patient.files("files").put("f", new ByteArrayInputStream(new byte[30_000_000]));
      try (var read = client.files("files").get("f")) {
        assertThat(read.readNBytes(1000)).hasSize(1000);
        sidecar.freeze();
        assertThatThrownBy(() -> read.transferTo(OutputStream.nullOutputStream()))
            .cause()
            .isInstanceOfSatisfying(
                OutriggerException.class,
                e -> assertThat(e.code()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED));
      }
      var endless = new Endless();
      assertThat(failure(() -> client.files("files").put("g", endless)).code())
          .isEqualTo(ErrorCode.DEADLINE_EXCEEDED);
    }
  }

  @Test
  void a_lock_whose_sidecar_is_gone_is_lost_within_one_lease() throws Exception {
    var lease = Duration.ofSeconds(2);
    try (var sidecar = OutriggerSidecar.start();
        var client = client(sidecar.endpoints().get(address))) {
      var lock = client.locks("locks").tryLock("r", new LockOptions(lease)).orElseThrow();
      var lost = new CompletableFuture<Long>();
      lock.onLost(reason -> lost.complete(System.nanoTime()));
      sidecar.kill();
      var killed = System.nanoTime();

      assertThat(lost.get(10, TimeUnit.SECONDS) - killed)
          .isLessThan(lease.plusMillis(300).toNanos());
      assertThat(lock.isHeld()).isFalse();
      lock.close();
    }
  }

  @Test
  void what_waits_when_the_client_closes_is_told() {
    var client = client("127.0.0.1:1");
    var lock = client.async().locks("locks").lock("r", LIMIT).toCompletableFuture();
    var ready = client.async().whenReady(LIMIT).toCompletableFuture();
    client.close();
    client.close();

    assertThat(lock).failsWithin(Duration.ofSeconds(5));
    assertThat(ready).failsWithin(Duration.ofSeconds(5));
    assertThat(failure(() -> client.state("state").get("k")).code())
        .isEqualTo(ErrorCode.UNAVAILABLE);
  }

  private record Config(String endpoint, String text) {}

  /** A config of a sidecar that can be started twice at one address. */
  private Config config(int port) {
    var unix = "unix:" + directory.resolve("o.sock");
    var text =
        """
        {"server": {"listen": ["127.0.0.1:%d", "%s"], "graceful_stop_timeout": "0s"},
         "components": {"state": {"state": {"type": "in-memory"}}}}
        """
            .formatted(port, unix);
    return new Config(address == 0 ? "127.0.0.1:" + port : unix, text);
  }

  private static OutriggerClient client(String endpoint) {
    return OutriggerClient.builder().endpoint(endpoint).build();
  }

  private static OutriggerException failure(Runnable call) {
    return catchThrowableOfType(OutriggerException.class, call::run);
  }

  /** Content without end. */
  private static final class Endless extends InputStream {

    @Override
    public int read() {
      return 1;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      return length;
    }
  }
}
