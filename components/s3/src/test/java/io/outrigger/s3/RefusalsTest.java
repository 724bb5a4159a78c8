package io.outrigger.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.s3.server.Front;
import io.outrigger.s3.server.SettingsOf;
import io.outrigger.spi.ErrorCode;
import io.outrigger.spi.file.ByteRange;
import io.outrigger.spi.file.FileRequest;
import io.outrigger.spi.file.ListRequest;
import io.outrigger.testkit.http.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the store refuses, operation by operation. */
final class RefusalsTest extends StoreTest {

  /** The operations of a store, and what they ask of S3. */
  private enum Operation {
    PUT("PutObject"),
    PUT_IN_PARTS("CreateMultipartUpload"),
    OPEN("GetObject"),
    LIST("ListObjects"),
    DELETE("DeleteObject"),
    STAT("HeadObject");

    private final String request;

    Operation(String request) {
      this.request = request;
    }

    Executable by(Caller caller) {
      var call = Caller.call();
      return switch (this) {
        case PUT -> () -> caller.put("name", new byte[1]);
        case PUT_IN_PARTS -> () -> caller.put("name", new byte[PART + 1]);
        case OPEN -> () -> caller.open("name", ByteRange.all()).close();
        case LIST -> () -> Caller.join(caller.store().list(call, ListRequest.of("n")));
        case DELETE -> () -> Caller.join(caller.store().delete(call, FileRequest.of("name")));
        case STAT -> () -> Caller.join(caller.store().stat(call, FileRequest.of("name")));
      };
    }
  }

  @ParameterizedTest
  @CsvSource({
    "403, AccessDenied, PERMISSION_DENIED",
    "403, SignatureDoesNotMatch, PERMISSION_DENIED",
    "403, InvalidAccessKeyId, PERMISSION_DENIED",
    "403, RequestTimeTooSkewed, PERMISSION_DENIED",
    "400, ExpiredToken, PERMISSION_DENIED",
    "404, NoSuchBucket, NOT_FOUND",
    "400, InvalidArgument, INVALID_ARGUMENT",
    "409, OperationAborted, ABORTED",
    "501, NotImplemented, UNSUPPORTED",
    "301, PermanentRedirect, FAILED_PRECONDITION",
    "400, AuthorizationHeaderMalformed, FAILED_PRECONDITION",
    "507, XMinioStorageFull, RESOURCE_EXHAUSTED",
    "403, QuotaExceeded, RESOURCE_EXHAUSTED"
  })
  void a_refusal_has_its_code_whatever_the_operation(int status, String reason, ErrorCode code) {
    for (var operation : Operation.values()) {
      if (operation == Operation.STAT) {
        continue; // To HEAD nobody tells a reason; see the test below.
      }
      front().fail(operation.request, Front.refusal(status, reason));
      var requests = front().faults().count(Front.of(operation.request));
      var failure = Caller.failureOf(operation.by(caller()));

      assertThat(failure.code()).as(operation.toString()).isEqualTo(code);
      assertThat(failure).as(operation.toString()).hasMessageContaining(reason);
      assertThat(requests.getAsLong()).as(operation.toString()).isLessThanOrEqualTo(3);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "403, PERMISSION_DENIED",
    "404, NOT_FOUND",
    "400, FAILED_PRECONDITION",
    "301, FAILED_PRECONDITION",
    "429, RESOURCE_EXHAUSTED",
    "500, UNAVAILABLE",
    "503, UNAVAILABLE",
    "507, RESOURCE_EXHAUSTED"
  })
  void a_refusal_without_a_reason_has_the_code_of_its_status(int status, ErrorCode code) {
    front().fail("HeadObject", Fault.answer(status, ""));

    assertThat(Caller.failureOf(Operation.STAT.by(caller())).code()).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource({"500, InternalError, UNAVAILABLE", "503, SlowDown, RESOURCE_EXHAUSTED"})
  void what_may_pass_is_tried_three_times(int status, String reason, ErrorCode code) {
    for (var operation : Operation.values()) {
      if (operation == Operation.STAT) {
        continue;
      }
      front().fail(operation.request, Front.refusal(status, reason));
      var requests = front().faults().count(Front.of(operation.request));

      assertThat(Caller.failureOf(operation.by(caller())).code())
          .as(operation.toString())
          .isEqualTo(code);
      assertThat(requests.getAsLong()).as(operation.toString()).isEqualTo(3);
    }
  }

  @Test
  void a_file_that_is_not_there_and_a_bucket_that_is_not_are_told_apart() {
    var noKey = Caller.failureOf(Operation.OPEN.by(caller()));
    front().fail("GetObject", Front.refusal(404, "NoSuchBucket"));
    var noBucket = Caller.failureOf(Operation.OPEN.by(caller()));

    assertThat(noKey).hasMessageContaining("file \"name\"").hasMessageContaining("NoSuchKey");
    assertThat(noBucket).hasMessageContaining("NoSuchBucket").hasMessageContaining("a bucket that");
  }

  @Test
  void no_message_has_the_secret_in_it() {
    front().fail("GetObject", Front.refusal(403, "SignatureDoesNotMatch"));

    assertThat(String.valueOf(Caller.failureOf(Operation.OPEN.by(caller()))))
        .doesNotContain(SettingsOf.SECRET);
  }
}
