package io.outrigger.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outrigger.s3.server.Front;
import io.outrigger.s3.server.Request;
import io.outrigger.spi.ComponentException;
import io.outrigger.spi.ErrorCode;
import io.outrigger.testkit.http.Fault;
import io.outrigger.testkit.http.HttpResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class S3PutTest extends StoreTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 1, PART})
  void a_file_of_one_part_is_one_request(int size) throws IOException {
    caller().put("small", Caller.bytes(size));

    assertThat(operations()).containsExactly("PutObject");
    assertThat(stored("small").content()).isEqualTo(Caller.bytes(size));
  }

  @Test
  void a_larger_file_is_uploaded_in_parts_of_one_size() throws IOException {
    caller().put("large", Caller.bytes(2 * PART + 1));

    assertThat(operations())
        .containsExactly(
            "CreateMultipartUpload",
            "UploadPart",
            "UploadPart",
            "UploadPart",
            "CompleteMultipartUpload");
    assertThat(front().seen("UploadPart"))
        .extracting(request -> request.header("content-length"))
        .containsExactly("" + PART, "" + PART, "1");
    assertThat(stored("large").content()).isEqualTo(Caller.bytes(2 * PART + 1));
  }

  @Test
  void what_old_stores_do_not_understand_is_not_sent() throws IOException {
    caller().put("small", Caller.bytes(1));
    caller().put("large", Caller.bytes(PART + 1));

    var sent = front().seen().stream().flatMap(each -> each.headers().keySet().stream());
    assertThat(sent)
        .doesNotContain("x-amz-trailer", "x-amz-sdk-checksum-algorithm", "transfer-encoding")
        .noneMatch(name -> name.startsWith("x-amz-checksum"));
    assertThat(front().seen())
        .extracting(request -> request.header("x-amz-content-sha256"))
        .doesNotContain("STREAMING-AWS4-HMAC-SHA256-PAYLOAD")
        .doesNotContain("STREAMING-UNSIGNED-PAYLOAD-TRAILER");
  }

  @Test
  void what_a_put_asks_for_is_passed_on() throws IOException {
    var metadata =
        Map.of("ACL", "public-read", "storageType", "Standard", "content-type", "text/plain");
    caller().put("small", metadata, new ByteArrayInputStream(Caller.bytes(1)));
    caller().put("large", metadata, new ByteArrayInputStream(Caller.bytes(PART + 1)));

    for (var name : List.of("small", "large")) {
      assertThat(stored(name).headers())
          .containsEntry("x-amz-acl", "public-read")
          .containsEntry("x-amz-storage-class", "STANDARD")
          .containsEntry("content-type", "text/plain");
    }
  }

  @Test
  void a_file_is_private_unless_a_put_asks_for_more() throws IOException {
    caller().put("small", Caller.bytes(1));
    caller().put("large", Caller.bytes(PART + 1));

    for (var name : List.of("small", "large")) {
      assertThat(stored(name).headers())
          .doesNotContainKeys("x-amz-acl", "x-amz-storage-class")
          .containsEntry("content-type", "application/octet-stream");
    }
  }

  @Test
  void an_acl_that_s3_does_not_know_is_refused() {
    var failure = putFailure(Map.of("ACL", "everybody"), 1);

    assertThat(failure).hasMessageContaining("ACL: \"everybody\"").hasMessageContaining("private");
    assertThat(failure.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT);
    assertThat(front().seen()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"5, 6", "6, 5", "0, 1", "5242881, 5242880", "5242881, 5242890", "10485761, 5242890"})
  void content_of_another_length_than_declared_leaves_nothing(long declared, int size) {
    var failure = putFailure(Map.of("filesize", Long.toString(declared)), size);

    assertThat(failure.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT);
    assertThat(isStored("name")).isFalse();
    assertThat(memory().unfinishedUploads()).isZero();
  }

  @Test
  void a_file_larger_than_ten_thousand_parts_is_refused_when_its_size_is_declared() {
    var failure = putFailure(Map.of("fileSize", Long.toString(PART * 10_000L + 1)), 0);

    assertThat(failure.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT);
    assertThat(failure).hasMessageContaining("part_size");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, PART + 1})
  void a_file_that_must_be_new_is_put_when_there_is_none(int size) throws IOException {
    caller().put("name", Map.of("if-none-match", "*"), new ByteArrayInputStream(new byte[size]));

    assertThat(stored("name").content()).hasSize(size);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, PART + 1})
  void a_file_that_must_be_new_is_refused_when_there_is_one(int size) throws IOException {
    caller().put("name", Caller.bytes(3));
    front().forget();
    var failure = putFailure(Map.of("if-none-match", "*"), size);

    assertThat(failure.code()).isEqualTo(ErrorCode.ALREADY_EXISTS);
    assertThat(stored("name").content()).isEqualTo(Caller.bytes(3));
    assertThat(operations()).containsExactly("HeadObject");
  }

  /** Between the look and the put somebody else may come; then the store's own condition counts. */
  @ParameterizedTest
  @ValueSource(ints = {1, PART + 1})
  void of_two_puts_of_a_file_that_must_be_new_one_is_refused(int size) {
    var failure =
        Caller.failureOf(() ->
            caller()
                .put(
                    "name",
                    Map.of("if-none-match", "*"),
                    atTheEnd(size, () -> caller().put("name", Caller.bytes(3)))));

    assertThat(failure.code()).isEqualTo(ErrorCode.ALREADY_EXISTS);
    assertThat(stored("name").content()).isEqualTo(Caller.bytes(3));
    assertThat(memory().unfinishedUploads()).isZero();
  }

  /** Its answer may have been lost, and a second try would find a file: its own. */
  @ParameterizedTest
  @CsvSource({"1, PutObject", "5242881, CompleteMultipartUpload"})
  void a_file_that_must_be_new_is_put_once(int size, String operation) {
    front().fail(operation, Front.refusal(500, "InternalError"));
    var requests = front().faults().count(Front.of(operation));

    assertThat(putFailure(Map.of("if-none-match", "*"), size).code())
        .isEqualTo(ErrorCode.UNAVAILABLE);
    assertThat(requests.getAsLong()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "1, PutObject",
    "5242881, CreateMultipartUpload",
    "5242881, UploadPart",
    "5242881, CompleteMultipartUpload"
  })
  void a_put_outlives_a_fault_that_passes(int size, String operation) throws IOException {
    front().faults().next(1, Front.of(operation), Front.refusal(503, "SlowDown"));
    front().faults().next(1, Front.of(operation), Fault.cutRequestAfter(0));
    caller().put("name", Caller.bytes(size));

    assertThat(front().faults().pending()).isZero();
    assertThat(stored("name").content()).isEqualTo(Caller.bytes(size));
  }

  @ParameterizedTest
  @CsvSource({
    "CreateMultipartUpload, 403, AccessDenied, PERMISSION_DENIED",
    "UploadPart, 500, InternalError, UNAVAILABLE",
    "UploadPart, 503, SlowDown, RESOURCE_EXHAUSTED",
    "UploadPart, 404, NoSuchUpload, ABORTED",
    "CompleteMultipartUpload, 400, InvalidPart, INVALID_ARGUMENT",
    "CompleteMultipartUpload, 403, AccessDenied, PERMISSION_DENIED",
    "CompleteMultipartUpload, 500, InternalError, UNAVAILABLE",
    "CompleteMultipartUpload, 200, InternalError, UNAVAILABLE",
    "CompleteMultipartUpload, 200, SlowDown, RESOURCE_EXHAUSTED"
  })
  void a_fault_that_stays_leaves_nothing_but_the_old_file(
      String operation, int status, String reason, ErrorCode code) throws IOException {
    caller().put("name", Caller.bytes(3));
    front().fail(operation, Front.refusal(status, reason));

    assertThat(putFailure(Map.of(), 2 * PART).code()).isEqualTo(code);
    assertThat(stored("name").content()).isEqualTo(Caller.bytes(3));
    assertThat(memory().unfinishedUploads()).isZero();
  }

  @Test
  void the_failure_of_the_content_is_passed_on_and_its_upload_aborted() {
    var broken = new IOException("broken");

    assertThatThrownBy(() -> caller().put("name", Map.of(), Caller.failing(2 * PART + 1, broken)))
        .isSameAs(broken);
    assertThat(operations()).contains("UploadPart", "AbortMultipartUpload");
    assertThat(memory().unfinishedUploads()).isZero();
  }

  @Test
  void an_upload_that_cannot_be_aborted_does_not_hide_what_went_wrong() {
    front().fail("UploadPart", Front.refusal(403, "AccessDenied"));
    front().fail("AbortMultipartUpload", Front.refusal(500, "InternalError"));

    assertThat(putFailure(Map.of(), PART + 1).code()).isEqualTo(ErrorCode.PERMISSION_DENIED);
  }

  @Test
  void a_put_whose_last_answer_is_lost_is_found_to_be_whole() throws IOException {
    front().faults().next(1, Front.of("CompleteMultipartUpload"), Fault.cutAnswer());
    caller().put("name", Caller.bytes(2 * PART + 1));

    assertThat(operations()).endsWith("CompleteMultipartUpload", "HeadObject");
    assertThat(stored("name").content()).isEqualTo(Caller.bytes(2 * PART + 1));
  }

  @Test
  void a_put_whose_last_answer_is_lost_is_not_taken_for_that_of_somebody_else() {
    front().faults().next(1, Front.of("CompleteMultipartUpload"), Fault.cutAnswer());
    var other = Fault.answer(_ -> HttpResponse.of(200).with("ETag", "\"other-3\""));
    front().faults().next(1, Front.of("HeadObject"), other);
    var failure = putFailure(Map.of(), PART + 1);

    assertThat(failure.code()).isEqualTo(ErrorCode.UNAVAILABLE);
    assertThat(failure).hasMessageContaining("may be there");
  }

  @ParameterizedTest
  @CsvSource({"1000, PutObject", "5242881, UploadPart"})
  void bytes_that_are_damaged_on_the_way_are_not_kept(int size, String operation) {
    front().fail(operation, Fault.corruptRequest(0));

    assertThat(putFailure(Map.of(), size).code()).isEqualTo(ErrorCode.UNAVAILABLE);
    assertThat(isStored("name")).isFalse();
    assertThat(memory().unfinishedUploads()).isZero();
  }

  @Test
  void a_put_of_any_length_holds_one_part() throws IOException {
    var content = new BufferSpy(64 << 20);
    caller().put("large", Map.of(), content);

    assertThat(stored("large").content()).hasSize(64 << 20);
    assertThat(content.largestBuffer()).isEqualTo(PART);
    // The first of 64 KiB, the second of 1 MiB, and then one for all parts.
    assertThat(content.buffers()).isEqualTo(3);
  }

  private List<String> operations() {
    return front().seen().stream().map(Request::operation).toList();
  }

  private ComponentException putFailure(Map<String, String> metadata, int size) {
    return Caller.failureOf(
        () -> caller().put("name", metadata, new ByteArrayInputStream(new byte[size])));
  }

  /** Something that a test does. */
  private interface Action {

    void run() throws IOException;
  }

  /** Content before whose end something happens. */
  private static InputStream atTheEnd(int size, Action action) {
    var left = new AtomicInteger(size);
    return new InputStream() {
      @Override
      public int read() throws IOException {
        if (left.get() == 0) {
          action.run();
        }
        return left.getAndDecrement() > 0 ? 'x' : -1;
      }

      @Override
      public int read(byte[] target, int offset, int length) throws IOException {
        int count = Math.min(length, Math.max(0, left.get()));
        if (count == 0) {
          return read();
        }
        left.addAndGet(-count);
        return count;
      }
    };
  }
}
