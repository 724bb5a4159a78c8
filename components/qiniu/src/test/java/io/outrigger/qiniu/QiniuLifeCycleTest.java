package io.outrigger.qiniu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.outrigger.qiniu.server.LocalQiniu;
import io.outrigger.spi.ComponentException;
import io.outrigger.spi.ErrorCode;
import io.outrigger.spi.Secret;
import io.outrigger.spi.file.ReadRequest;
import io.outrigger.testkit.Outcome;
import io.outrigger.testkit.http.Fault;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Starts, health and ends, and accounts that may not. */
final class QiniuLifeCycleTest {

  private static final int MIB = 1 << 20;
  private static final String PLANTED = "planted-secret";

  private final LocalQiniu server = LocalQiniu.start().makePrivate();

  @AfterEach
  void close() {
    server.close();
  }

  /** Something that a caller wants. */
  @SuppressWarnings("ImmutableEnumChecker") // Functions without state.
  enum Operation {
    PUT(files -> files.putFailure("a", TestContent.of(10))),
    LARGE_PUT(files -> files.putFailure("a", TestContent.of(5 * MIB))),
    READ(files -> files.readFailure("a")),
    STAT(files -> files.statFailure("a")),
    DELETE(files -> files.deleteFailure("a")),
    LIST(files -> files.listFailure("", 10, "")),
    START(QiniuFixture::startFailure);

    private final Function<QiniuFixture, ComponentException> failing;

    Operation(Function<QiniuFixture, ComponentException> failing) {
      this.failing = failing;
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_wrong_secret_key_may_nothing(Operation operation) {
    try (var files = QiniuFixture.start(server, settings().with("accessKeySecret", planted()))) {
      var failure = operation.failing.apply(files);

      assertThat(failure.code()).isEqualTo(ErrorCode.PERMISSION_DENIED);
      assertThat(failure)
          .hasMessageContaining("401: bad token")
          .hasMessageContaining("accessKeyID and accessKeySecret");
      assertThat(stack(failure)).doesNotContain(PLANTED);
      assertThat(server.files()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_clock_that_is_late_is_told(Operation operation) {
    try (var files = QiniuFixture.start(server, settings())) {
      files.context().clock().advance(Duration.ofHours(-2));
      var failure = operation.failing.apply(files);

      assertThat(failure.code()).isEqualTo(ErrorCode.PERMISSION_DENIED);
      assertThat(failure)
          .hasMessageContaining("(expected: the clock of this host to agree with Qiniu's)");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"PUT", "LARGE_PUT", "STAT", "DELETE", "LIST", "START"})
  void a_bucket_that_is_not_there_is_told(Operation operation) {
    var settings =
        settings()
            .with("bucket", "another")
            .with("upHost", server.services())
            .with("rsHost", server.services())
            .with("rsfHost", server.services());
    try (var files = QiniuFixture.start(server, settings)) {
      var failure = operation.failing.apply(files);

      assertThat(failure.code()).isEqualTo(ErrorCode.NOT_FOUND);
      assertThat(failure)
          .hasMessageContaining(
              "631: no such bucket (expected: the setting bucket to name one of the account)");
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_server_that_is_down_is_unavailable(Operation operation) {
    try (var files = QiniuFixture.start(server, settings().with("region", ""))) {
      server.close();
      var failure = operation.failing.apply(files);

      assertThat(failure.code()).isEqualTo(ErrorCode.UNAVAILABLE);
      assertThat(failure).hasMessageContaining("no answer of the store");
      assertThat(stack(failure)).doesNotContain(LocalQiniu.SECRET_KEY);
    }
  }

  @Test
  void a_host_that_is_not_in_the_dns_is_unavailable() {
    try (var files = QiniuFixture.start(server, settings().with("ucHost", "nowhere.invalid"))) {
      assertThat(files.startFailure().code()).isEqualTo(ErrorCode.UNAVAILABLE);
    }
  }

  @Test
  void a_server_that_accepts_nobody_is_left_after_the_connect_timeout() {
    // TEST-NET-1, which nothing answers, not even that it is unreachable; or which is refused.
    var settings =
        settings().with("ucHost", "192.0.2.1:9").with("connectTimeout", Duration.ofMillis(300));
    try (var files = QiniuFixture.start(server, settings)) {
      long start = System.nanoTime();

      assertThat(files.startFailure().code()).isIn(ErrorCode.TIMEOUT, ErrorCode.UNAVAILABLE);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }
  }

  @Test
  void health_tells_that_qiniu_is_down_and_up_again() {
    try (var files = QiniuFixture.start(server, settings())) {
      Outcome.done(files.store()::start);
      server.faults().next(1, Requests::isStat, Fault.answer(599, "{\"error\":\"no disk\"}"));

      assertThat(Outcome.failureOf(files.store()::health))
          .hasMessage("bucket \"bucket\": Qiniu answers 599: no disk");
      assertThat(Outcome.valueOf(files.store()::health).isUp()).isTrue();
    }
  }

  @Test
  void an_account_without_the_right_to_know_files_is_told_at_the_start() {
    try (var files = QiniuFixture.start(server, settings())) {
      server.faults().next(1, Requests::isStat, Fault.answer(403, ""));

      assertThat(files.startFailure())
          .hasMessage(
              "bucket \"bucket\": Qiniu answers 403 (expected: accessKeyID and accessKeySecret of"
                  + " an account that may do this)");
    }
  }

  @Test
  void a_store_that_is_closed_has_no_connections_left() throws IOException {
    var files = QiniuFixture.start(server, settings());
    files.put("a", TestContent.of(9 * MIB));
    var content = files.store().open(files.call(), ReadRequest.of("a"));
    assertThat(content.read()).isNotNegative();
    assertThat(server.connections()).isPositive();
    Outcome.done(files.store()::close);

    await().untilAsserted(() -> assertThat(server.connections()).isZero());
    assertThatThrownBy(content::readAllBytes).isInstanceOf(ComponentException.class);
    content.close();
    assertThat(files.store().connections()).isZero();
  }

  @Test
  void a_store_that_is_closed_leaves_no_thread_that_keeps_the_process() {
    var before = threads();
    try (var files = QiniuFixture.start(server, settings())) {
      files.put("a", TestContent.of(9 * MIB));
      var _ = files.bytes("a");
    }

    assertThat(threads()).allMatch(thread -> thread.isDaemon() || before.contains(thread));
  }

  @Test
  void what_is_under_way_ends_with_the_store() {
    var files = QiniuFixture.start(server, settings());
    server.faults().next(1, Requests::isPart, Fault.holdRequestAfter(100_000));
    var put = CompletableFuture.supplyAsync(() -> files.putFailure("a", TestContent.of(9 * MIB)));
    await().until(() -> server.faults().held() == 1);
    Outcome.done(files.store()::close);

    assertThat(put).succeedsWithin(Duration.ofSeconds(5));
    assertThat(server.files()).isEmpty();
    server.faults().release();
  }

  @Test
  void settings_do_not_show_the_secret() {
    assertThat(settings().with("accessKeySecret", planted()).build().toString())
        .doesNotContain(PLANTED);
  }

  private SettingsOf settings() {
    return SettingsOf.server(server).with("privateBucket", true);
  }

  private static Secret planted() {
    return Secret.of(PLANTED);
  }

  private static Set<Thread> threads() {
    return Set.copyOf(Thread.getAllStackTraces().keySet());
  }

  /** The failure with all its causes and their stacks. */
  private static String stack(Throwable failure) {
    var text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
