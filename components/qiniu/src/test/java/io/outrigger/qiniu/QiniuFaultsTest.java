package io.outrigger.qiniu;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.spi.ComponentException;
import io.outrigger.spi.ErrorCode;
import io.outrigger.testkit.http.Fault;
import io.outrigger.testkit.http.HttpRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong between the store and Qiniu's services, at each of the requests. */
final class QiniuFaultsTest {

  private static final int MIB = 1 << 20;
  private static final int OFTEN = 100;

  private final QiniuFixture files = QiniuFixture.start();

  @AfterEach
  void close() {
    files.server().faults().release();
    files.close();
  }

  /** A request of an operation. */
  @SuppressWarnings("ImmutableEnumChecker") // Functions without state.
  enum Step {
    FORM(Requests::isForm, files -> files.putFailure("a", TestContent.of(100_000))),
    BEGIN(Requests::isBegin, files -> files.putFailure("a", TestContent.of(5 * MIB))),
    PART(Requests::isPart, files -> files.putFailure("a", TestContent.of(5 * MIB))),
    COMPLETE(Requests::isComplete, files -> files.putFailure("a", TestContent.of(5 * MIB))),
    STAT(Requests::isStat, files -> files.statFailure("old")),
    DELETE(Requests::isDelete, files -> files.deleteFailure("old")),
    LIST(Requests::isList, files -> files.listFailure("", 10, "")),
    REGION(Requests::isRegion, files -> files.statFailure("old"));

    private final Predicate<HttpRequest> request;
    private final Function<QiniuFixture, ComponentException> operation;

    Step(Predicate<HttpRequest> request, Function<QiniuFixture, ComponentException> operation) {
      this.request = request;
      this.operation = operation;
    }
  }

  /** An answer of Qiniu's, and what it means. */
  enum Answer {
    BAD_REQUEST(400, ErrorCode.INVALID_ARGUMENT),
    BAD_TOKEN(401, ErrorCode.PERMISSION_DENIED),
    FORBIDDEN(403, ErrorCode.PERMISSION_DENIED),
    CHECKSUM(406, ErrorCode.UNAVAILABLE),
    TOO_LARGE(413, ErrorCode.RESOURCE_EXHAUSTED),
    FROZEN_ACCOUNT(419, ErrorCode.PERMISSION_DENIED),
    TOO_MANY_REQUESTS(429, ErrorCode.RESOURCE_EXHAUSTED),
    DEFECT(500, ErrorCode.UNAVAILABLE),
    GATEWAY(502, ErrorCode.UNAVAILABLE),
    DOWN(503, ErrorCode.UNAVAILABLE),
    LATE(504, ErrorCode.TIMEOUT),
    TOO_MANY(573, ErrorCode.RESOURCE_EXHAUSTED),
    CALLBACK(579, ErrorCode.UNAVAILABLE),
    FAILED(599, ErrorCode.UNAVAILABLE),
    CHANGED(608, ErrorCode.ABORTED),
    EXISTS(614, ErrorCode.ALREADY_EXISTS),
    TOO_MANY_BUCKETS(630, ErrorCode.RESOURCE_EXHAUSTED),
    NO_BUCKET(631, ErrorCode.NOT_FOUND),
    BAD_MARKER(640, ErrorCode.INVALID_ARGUMENT),
    EXPIRED_UPLOAD(701, ErrorCode.ABORTED),
    REDIRECT(302, ErrorCode.INTERNAL),
    UNKNOWN(699, ErrorCode.INTERNAL);

    private final int status;
    private final ErrorCode code;

    Answer(int status, ErrorCode code) {
      this.status = status;
      this.code = code;
    }
  }

  static Stream<Arguments> everyAnswerToEveryStep() {
    return Arrays.stream(Step.values())
        .flatMap(step -> Arrays.stream(Answer.values()).map(answer -> Arguments.of(step, answer)));
  }

  @ParameterizedTest
  @MethodSource("everyAnswerToEveryStep")
  void an_answer_has_its_code_at_every_request(Step step, Answer answer) {
    var body = "{\"error\":\"what is wrong\"}";
    var failure = failing(step, Fault.answer(answer.status, body));

    assertThat(failure.code()).isEqualTo(answer.code);
    assertThat(failure).hasMessageContaining(answer.status + ": what is wrong");
    requireNothingNew(step);
  }

  @ParameterizedTest
  @EnumSource
  void a_connection_that_is_cut_before_the_answer(Step step) {
    assertThat(failing(step, Fault.cutRequestAfter(0)).code()).isEqualTo(ErrorCode.UNAVAILABLE);
    requireNothingNew(step);
  }

  @ParameterizedTest
  @EnumSource(names = {"FORM", "PART"})
  void a_connection_that_is_cut_within_the_content(Step step) {
    assertThat(failing(step, Fault.cutRequestAfter(50_000)).code())
        .isEqualTo(ErrorCode.UNAVAILABLE);
    requireNothingNew(step);
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {"FORM", "COMPLETE", "DELETE"})
  void a_connection_that_is_cut_within_the_answer(Step step) {
    assertThat(failing(step, Fault.cutResponseAfter(5)).code()).isEqualTo(ErrorCode.UNAVAILABLE);
    requireNothingNew(step);
  }

  @ParameterizedTest
  @ValueSource(ints = {100_000, 5 * MIB})
  void a_put_whose_last_answer_is_lost_looks_whether_the_file_is_there(int size) {
    files.server().faults().next(OFTEN, QiniuFaultsTest::isLast, Fault.cutAnswer());
    files.put("a", TestContent.of(size));

    assertThat(files.bytes("a")).isEqualTo(TestContent.all(size));
    assertThat(files.server().uploads()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {100_000, 5 * MIB})
  void a_put_whose_last_answer_is_lost_fails_when_another_file_is_there(int size) {
    files.put("a", TestContent.bytes(10));
    files.server().faults().next(OFTEN, QiniuFaultsTest::isLast, Fault.cutRequestAfter(0));

    assertThat(files.putFailure("a", TestContent.of(size)).code()).isEqualTo(ErrorCode.UNAVAILABLE);
    assertThat(files.bytes("a")).isEqualTo(TestContent.bytes(10));
    assertThat(files.server().uploads()).isZero();
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "DELETE")
  void an_answer_that_is_not_qinius(Step step) {
    var failure = failing(step, Fault.answer(200, "<html>a proxy's page</html>"));

    assertThat(failure.code()).isEqualTo(ErrorCode.INTERNAL);
    assertThat(failure).hasMessageContaining("is no JSON object");
    requireNothingNew(step);
  }

  @Test
  void content_that_changes_on_its_way_is_refused_by_its_checksum() {
    var failure = failing(Step.FORM, Fault.corruptRequest(50_000));

    assertThat(failure.code()).isEqualTo(ErrorCode.UNAVAILABLE);
    assertThat(failure).hasMessageContaining("406");
    requireNothingNew(Step.FORM);
  }

  @Test
  void a_part_that_changes_on_its_way_is_found_by_its_checksum() {
    var failure = failing(Step.PART, Fault.corruptRequest(50_000));

    assertThat(failure.code()).isEqualTo(ErrorCode.UNAVAILABLE);
    assertThat(failure).hasMessageContaining("MD5");
    requireNothingNew(Step.PART);
  }

  @ParameterizedTest
  @EnumSource(names = {"FORM", "COMPLETE"})
  void a_file_of_which_qiniu_tells_another_hash_is_not_kept(Step step) {
    var failure = failing(step, Fault.answer(files.server()::withWrongHash));

    assertThat(failure.code()).isEqualTo(ErrorCode.DATA_LOSS);
    requireNothingNew(step);
  }

  @ParameterizedTest
  @EnumSource(names = {"FORM", "BEGIN", "PART", "COMPLETE"})
  void an_upload_that_qiniu_has_forgotten_is_no_file_that_is_missing(Step step) {
    var failure = failing(step, Fault.answer(612, "{\"error\":\"no such uploadId\"}"));

    assertThat(failure.code()).isEqualTo(ErrorCode.ABORTED);
    requireNothingNew(step);
  }

  @Test
  void an_upload_that_cannot_be_aborted_fails_with_what_was_wrong_before() {
    files.server().faults().next(OFTEN, Requests::isAbort, Fault.answer(599, ""));
    var broken = new IOException("the content is broken");
    var failure = files.putFailure("a", TestContent.failing(5 * MIB, broken));

    assertThat(failure).hasCause(broken);
    assertThat(broken.getSuppressed()).singleElement().asString().contains("599");
  }

  @ParameterizedTest
  @EnumSource
  void silence_ends_with_the_time_of_the_call(Step step) {
    files.put("old", TestContent.bytes(10));
    files.server().faults().next(OFTEN, step.request, Fault.holdRequestAfter(0));
    try (var hurried = QiniuFixture.within(Duration.ofMillis(300), files.server())) {
      long start = System.nanoTime();
      var failure = step.operation.apply(hurried);

      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
      assertThat(failure.code()).isEqualTo(ErrorCode.CANCELLED);
      // What the server makes of a request later that it has got whole, nobody can know.
      requireNothingNew(step);
    }
  }

  @ParameterizedTest
  @EnumSource
  void silence_ends_with_the_socket_timeout(Step step) {
    files.put("old", TestContent.bytes(10));
    files.server().faults().next(OFTEN, step.request, Fault.holdRequestAfter(0));
    var settings = SettingsOf.server(files.server()).with("socketTimeout", Duration.ofMillis(300));
    try (var impatient = QiniuFixture.start(files.server(), settings)) {
      assertThat(step.operation.apply(impatient).code()).isEqualTo(ErrorCode.TIMEOUT);
      requireNothingNew(step);
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_request_that_breaks_is_not_repeated_for_ever(Step step) {
    var requests = files.server().faults().count(step.request);
    var _ = failing(step, Fault.cutRequestAfter(0));

    assertThat(requests.getAsLong()).isBetween(1L, 3L);
  }

  @Test
  void a_put_whose_content_stops_ends_with_the_time_of_the_call() {
    try (var hurried = QiniuFixture.within(Duration.ofMillis(500), files.server())) {
      var failure = hurried.putFailure("a", TestContent.stalling(5 * MIB, new CountDownLatch(1)));

      assertThat(failure.code()).isEqualTo(ErrorCode.UNAVAILABLE);
      requireNothingNew(Step.PART);
    }
  }

  private static boolean isLast(HttpRequest request) {
    return Requests.isForm(request) || Requests.isComplete(request);
  }

  /** Puts a file, orders the fault, and does what needs the request. */
  private ComponentException failing(Step step, Fault fault) {
    if (step != Step.REGION) {
      files.put("old", TestContent.bytes(10));
    }
    files.server().faults().next(OFTEN, step.request, fault);
    var failure = step.operation.apply(files);
    files.server().faults().clear();
    return failure;
  }

  /** Of an upload whose beginning was not answered nobody knows the id; but it has no parts. */
  private void requireNothingNew(Step step) {
    assertThat(files.server().files()).isSubsetOf("old");
    assertThat(files.server().uploads()).isLessThanOrEqualTo(step == Step.BEGIN ? 1 : 0);
    assertThat(files.server().parts()).isZero();
    assertThat(files.server().failures()).isEmpty();
  }
}
