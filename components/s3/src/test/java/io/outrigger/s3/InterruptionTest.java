package io.outrigger.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.outrigger.s3.server.Front;
import io.outrigger.spi.ErrorCode;
import io.outrigger.spi.file.FileRequest;
import io.outrigger.testkit.TestCall;
import io.outrigger.testkit.http.Fault;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Callers that go, or whose time is up, while the store is silent. */
final class InterruptionTest extends StoreTest {

  @ParameterizedTest
  @CsvSource({
    "1, PutObject",
    "5242881, CreateMultipartUpload",
    "5242881, UploadPart",
    "5242881, CompleteMultipartUpload"
  })
  void an_interrupted_put_stops_at_once_and_leaves_nothing(int size, String operation)
      throws IOException {
    caller().put("name", Caller.bytes(3));
    front().faults().next(1, Front.of(operation), Fault.holdRequestAfter(size == 1 ? 1 : 0));
    var running = Caller.start(() -> caller().put("name", Caller.bytes(size)));
    await().until(() -> front().faults().held() == 1);
    long start = System.nanoTime();

    assertThat(running.interrupt().code()).isEqualTo(ErrorCode.CANCELLED);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    assertThat(stored("name").content()).isEqualTo(Caller.bytes(3));
    assertThat(memory().unfinishedUploads()).isZero();
  }

  @Test
  void an_interrupted_put_waits_no_longer_than_a_while_for_the_end_of_its_upload() {
    front().fail("UploadPart", Fault.holdAnswer());
    front().fail("AbortMultipartUpload", Fault.holdAnswer());
    var running = Caller.start(() -> caller().put("name", Caller.bytes(PART + 1)));
    await().until(() -> front().faults().held() == 1);
    long start = System.nanoTime();

    assertThat(running.interrupt().code()).isEqualTo(ErrorCode.CANCELLED);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
  }

  @Test
  void the_thread_of_an_interrupted_put_is_still_interrupted_behind_it() {
    front().fail("UploadPart", Fault.holdAnswer());
    var running =
        Caller.start(() -> {
          try {
            caller().put("name", Caller.bytes(PART + 1));
          } catch (RuntimeException e) {
            throw new IOException("interrupted: " + Thread.currentThread().isInterrupted(), e);
          }
        });
    await().until(() -> front().faults().held() == 1);

    assertThat(running.interrupt()).hasMessage("interrupted: true");
  }

  @Test
  void a_stat_ends_with_its_deadline() {
    front().fail("HeadObject", Fault.holdAnswer());
    var call = new TestCall(Duration.ofMillis(300));
    long start = System.nanoTime();
    var failure =
        Caller.failureOf(() -> Caller.join(caller().store().stat(call, FileRequest.of("name"))));

    assertThat(failure.code()).isEqualTo(ErrorCode.CANCELLED);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
    front().faults().release();
    await().until(() -> front().connections() == 0);
  }

  @Test
  void a_store_that_is_silent_is_given_up_after_the_socket_timeout() {
    front().fail("PutObject", Fault.holdAnswer());
    try (var impatient =
        Caller.of(Flavor.MINIO, settings().with("socketTimeout", Duration.ofMillis(200)))) {
      assertThat(Caller.failureOf(() -> impatient.put("name", Caller.bytes(1))).code())
          .isEqualTo(ErrorCode.TIMEOUT);
    }
  }

  @Test
  void who_finds_no_connection_free_is_told_so() {
    front().fail("PutObject", Fault.holdAnswer());
    var settings =
        settings().with("maxConnections", 1).with("connectTimeout", Duration.ofMillis(200));
    try (var narrow = Caller.of(Flavor.MINIO, settings)) {
      var running = Caller.start(() -> narrow.put("name", Caller.bytes(1)));
      await().until(() -> front().faults().held() == 1);
      var failure = Caller.failureOf(() -> narrow.read("name"));

      assertThat(failure.code()).isEqualTo(ErrorCode.RESOURCE_EXHAUSTED);
      assertThat(failure).hasMessageContaining("max_connections");
      assertThat(running.interrupt().code()).isEqualTo(ErrorCode.CANCELLED);
    }
  }
}
