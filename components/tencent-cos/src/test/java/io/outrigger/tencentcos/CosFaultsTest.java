package io.outrigger.tencentcos;

import static io.outrigger.tencentcos.CosFiles.BIG;
import static io.outrigger.tencentcos.CosFiles.bytes;
import static io.outrigger.tencentcos.CosFiles.failureOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.qcloud.cos.http.IdleConnectionMonitorThread;
import io.outrigger.spi.Call;
import io.outrigger.spi.ComponentException;
import io.outrigger.spi.ErrorCode;
import io.outrigger.spi.file.ByteRange;
import io.outrigger.spi.file.FileRequest;
import io.outrigger.spi.file.ReadRequest;
import io.outrigger.tencentcos.server.Answers;
import io.outrigger.tencentcos.server.LocalCos;
import io.outrigger.testkit.Outcome;
import io.outrigger.testkit.http.Fault;
import io.outrigger.testkit.http.HttpHeaders;
import io.outrigger.testkit.http.HttpRequest;
import io.outrigger.testkit.http.HttpResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens around a fault; the codes are in the table of {@link FaultTableTest}. */
final class CosFaultsTest {

  private final LocalCos cos = LocalCos.start();
  private final CosFiles files = CosFiles.of(TestSettings.of(cos));

  @BeforeEach
  void start() {
    var _ = files.started();
  }

  @AfterEach
  void close() {
    files.close();
    cos.close();
  }

  private static boolean isPart(HttpRequest request) {
    return request.parameters().containsKey("partNumber");
  }

  private static boolean isCompletion(HttpRequest request) {
    return request.method().equals("POST") && request.parameters().containsKey("uploadId");
  }

  private static Predicate<HttpRequest> is(String method) {
    return request -> request.method().equals(method);
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 504})
  void what_fails_twice_is_done_all_the_same(int status) {
    files.put("there", bytes(10));
    for (var method : Set.of("PUT", "GET", "HEAD", "DELETE")) {
      cos.faults().next(2, is(method), Fault.answer(_ -> Answers.error(status, "Error", "")));
    }
    files.put("a", bytes(10));

    assertThat(files.get("a")).isEqualTo(bytes(10));
    assertThat(files.stat("a").size()).isEqualTo(10);
    assertThat(files.delete("a")).isTrue();
    assertThat(cos.faults().pending()).isZero();
  }

  @Test
  void what_fails_is_tried_three_times_and_no_more() {
    var count = cos.faults().count(is("GET"));
    cos.faults().next(100, Fault.answer(_ -> Answers.error(503, "SlowDown", "")));
    var failure = failureOf(() -> files.list(""));

    assertThat(failure.code()).isEqualTo(ErrorCode.RESOURCE_EXHAUSTED);
    assertThat(count.getAsLong()).isEqualTo(3);
  }

  @Test
  void a_refusal_is_not_tried_again() {
    var count = cos.faults().count(_ -> true);
    cos.faults().next(100, Fault.answer(_ -> Answers.error(403, "AccessDenied", "")));
    var failure = failureOf(() -> files.put("a", bytes(1)));

    assertThat(failure.code()).isEqualTo(ErrorCode.PERMISSION_DENIED);
    assertThat(count.getAsLong()).isEqualTo(1);
  }

  @Test
  void a_part_whose_connection_is_cut_is_sent_again_as_it_was() {
    cos.faults().next(2, CosFaultsTest::isPart, Fault.cutRequestAfter(700_000));
    files.put("a", bytes(BIG));

    assertThat(cos.object("a").orElseThrow().content()).isEqualTo(bytes(BIG));
  }

  @ParameterizedTest
  @ValueSource(ints = {10, BIG})
  void a_put_whose_answer_is_lost_is_done(int size) {
    cos.faults().next(1, size == 10 ? is("PUT") : CosFaultsTest::isCompletion, Fault.cutAnswer());
    files.put("a", bytes(size));

    assertThat(cos.object("a").orElseThrow().content()).isEqualTo(bytes(size));
    assertThat(cos.openUploads()).isZero();
  }

  @Test
  void a_put_whose_completion_is_cut_is_not_done() {
    cos.faults().next(1, CosFaultsTest::isCompletion, Fault.cutRequestAfter(1));
    var failure = failureOf(() -> files.put("a", bytes(BIG)));

    assertThat(failure.code()).isEqualTo(ErrorCode.UNAVAILABLE);
    assertThat(cos.objects() + cos.openUploads()).isZero();
  }

  /** Somebody else could have put the same, and is told that it was new. */
  @Test
  void a_put_of_a_new_file_whose_answer_is_lost_is_not_told_as_done() {
    cos.faults().next(1, is("PUT"), Fault.cutAnswer());
    var failure = failureOf(() -> files.put("a", bytes(10), Map.of("if-none-match", "*")));

    assertThat(failure.code()).isEqualTo(ErrorCode.UNAVAILABLE);
  }

  @Test
  void a_file_that_cos_has_put_together_wrong_is_removed() {
    cos.faults().next(1, CosFaultsTest::isCompletion, Fault.answer(this::complete));
    var failure = failureOf(() -> files.put("a", bytes(BIG)));

    assertThat(failure.code()).isEqualTo(ErrorCode.DATA_LOSS);
    assertThat(failure).hasMessageContaining("checksum 1 in the store (expected: ");
    assertThat(cos.object("a")).isEmpty();
  }

  /** What the server does, but with another checksum. */
  private HttpResponse complete(HttpRequest request) throws IOException {
    var right = cos.answer(request);
    var others =
        right.headers().fields().stream()
            .filter(field -> !field.name().equals("x-cos-hash-crc64ecma"))
            .toList();
    return new HttpResponse(
        right.status(),
        new HttpHeaders(others).with("x-cos-hash-crc64ecma", "1"),
        right.length(),
        right.content());
  }

  @Test
  void an_upload_that_cannot_be_taken_back_does_not_hide_why_the_put_failed() {
    cos.faults().next(1, CosFaultsTest::isPart, Fault.answer(_ -> Answers.error(403, "No", "")));
    cos.faults().next(9, is("DELETE"), Fault.answer(_ -> Answers.error(500, "No", "")));
    var failure = failureOf(() -> files.put("a", bytes(BIG)));

    assertThat(failure.code()).isEqualTo(ErrorCode.PERMISSION_DENIED);
    assertThat(cos.openUploads()).isEqualTo(1);
  }

  @Test
  void a_put_that_is_interrupted_while_cos_is_silent_ends_and_leaves_nothing() throws Exception {
    cos.faults().next(1, CosFaultsTest::isPart, Fault.holdRequestAfter(100_000));
    var failure = new CompletableFuture<Throwable>();
    var flag = new CompletableFuture<Boolean>();
    var thread =
        Thread.startVirtualThread(() -> {
          failure.complete(failureOf(() -> putHere("a")));
          flag.complete(Thread.currentThread().isInterrupted());
        });
    await().until(() -> cos.faults().held() == 1);
    thread.interrupt();

    assertThat(thread.join(Duration.ofSeconds(5))).isTrue();
    assertThat(failure.join()).hasFieldOrPropertyWithValue("code", ErrorCode.CANCELLED);
    assertThat(flag.join()).isTrue();
    assertThat(cos.openUploads()).isZero();
  }

  private void putHere(String name) {
    try {
      files
          .store()
          .put(
              Call.within(Duration.ofMinutes(1)),
              FileRequest.of(name),
              new ByteArrayInputStream(bytes(BIG)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void a_get_that_is_interrupted_ends_and_closes_its_connection() throws Exception {
    files.put("a", bytes(BIG));
    cos.faults().next(1, is("GET"), Fault.holdResponseAfter(1000));
    var failure = new CompletableFuture<Throwable>();
    var thread = Thread.startVirtualThread(() -> failure.complete(failureOf(() -> readHere("a"))));
    await().until(() -> cos.faults().held() == 1);
    thread.interrupt();

    assertThat(thread.join(Duration.ofSeconds(5))).isTrue();
    assertThat(failure.join()).hasFieldOrPropertyWithValue("code", ErrorCode.CANCELLED);
    cos.faults().release();
    await().until(() -> cos.connections() == 0);
  }

  private byte[] readHere(String name) throws IOException {
    try (var content = open(name)) {
      return content.readAllBytes();
    }
  }

  private InputStream open(String name) throws IOException {
    return files.store().open(Call.within(Duration.ofMinutes(1)), ReadRequest.of(name));
  }

  @Test
  void a_file_that_changes_on_its_way_is_not_given_out_to_its_end() throws IOException {
    files.put("a", bytes(BIG));
    cos.faults().next(1, is("GET"), Fault.corruptResponse(5));
    try (var content = open("a")) {
      var failure = failureOf(() -> content.readNBytes(BIG));

      assertThat(failure.code()).isEqualTo(ErrorCode.DATA_LOSS);
    }
  }

  @Test
  void a_file_that_is_cut_on_its_way_does_not_end() throws IOException {
    files.put("a", bytes(BIG));
    cos.faults().next(1, is("GET"), Fault.cutResponseAfter(BIG - 1));
    try (var content = open("a")) {
      assertThat(content.readNBytes(1000)).hasSize(1000);
      assertThat(failureOf(content::readAllBytes).code()).isEqualTo(ErrorCode.UNAVAILABLE);
    }
  }

  @Test
  void files_that_are_not_read_to_their_end_take_no_connection_for_ever() throws IOException {
    try (var few = CosFiles.of(TestSettings.of(cos).maxConnections(2)).started()) {
      few.put("a", bytes(BIG));
      for (int i = 0; i < 20; i++) {
        try (var content = few.store().open(call(), ReadRequest.of("a"))) {
          assertThat(content.readNBytes(10)).hasSize(10);
        }
        assertThat(few.get(ReadRequest.of("a", new ByteRange(1, 3)))).hasSize(3);
        assertThat(failureOf(() -> few.get("none")).code()).isEqualTo(ErrorCode.NOT_FOUND);
      }
    }
  }

  private static Call call() {
    return Call.within(Duration.ofMinutes(1));
  }

  @Test
  void a_store_whose_connections_are_all_taken_says_so() throws IOException {
    var settings = TestSettings.of(cos).maxConnections(1).timeout(Duration.ofMillis(100));
    try (var one = CosFiles.of(settings).started()) {
      one.put("a", bytes(BIG));
      try (var _ = one.store().open(call(), ReadRequest.of("a"))) {
        var failure = failureOf(() -> one.stat("a"));

        assertThat(failure.code()).isEqualTo(ErrorCode.RESOURCE_EXHAUSTED);
        assertThat(failure).hasMessageContaining("max_connections");
      }
    }
  }

  @Test
  void a_connection_that_cos_has_closed_meanwhile_is_no_failure() {
    for (int i = 0; i < 5; i++) {
      files.put("a", bytes(10));
      cos.cut();
    }

    assertThat(files.get("a")).isEqualTo(bytes(10));
  }

  @Test
  void an_end_leaves_neither_thread_nor_connection_behind() {
    var before = threads();
    var another = CosFiles.of(TestSettings.of(cos)).started();
    assertThat(newThreads(before)).isNotEmpty();
    another.close();
    files.close();

    await().until(() -> newThreads(before).isEmpty() && cos.connections() == 0);
  }

  private static Set<Thread> newThreads(Set<Thread> before) {
    return threads().stream()
        .filter(thread -> !before.contains(thread))
        .collect(Collectors.toSet());
  }

  private static Set<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(IdleConnectionMonitorThread.class::isInstance)
        .collect(Collectors.toSet());
  }

  @Test
  void a_put_that_the_end_meets_is_not_tried_again() {
    cos.faults().next(1, is("PUT"), Fault.holdRequestAfter(0));
    var puts = cos.faults().count(is("PUT"));
    var failure = new CompletableFuture<ComponentException>();
    var _ =
        Thread.startVirtualThread(
            () -> failure.complete(failureOf(() -> files.put("a", bytes(BIG)))));
    await().until(() -> cos.faults().held() == 1);
    Outcome.done(files.store()::close);

    assertThat(failure.join().code()).isEqualTo(ErrorCode.UNAVAILABLE);
    assertThat(failure.join()).hasMessageContaining("not connected to COS");
    assertThat(puts.getAsLong()).isEqualTo(1);
  }

  @Test
  void nothing_is_done_before_the_start_and_after_the_end() {
    try (var other = CosFiles.of(TestSettings.of(cos))) {
      assertThat(failureOf(() -> other.stat("a")).code()).isEqualTo(ErrorCode.UNAVAILABLE);
      other.started().close();
      assertThat(failureOf(() -> other.stat("a")).code()).isEqualTo(ErrorCode.UNAVAILABLE);
      assertThat(Outcome.of(other.store()::start).succeeded()).isFalse();
    }
  }
}
