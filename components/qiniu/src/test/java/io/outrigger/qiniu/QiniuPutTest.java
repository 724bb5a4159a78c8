package io.outrigger.qiniu;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.outrigger.spi.DataSize;
import io.outrigger.spi.ErrorCode;
import io.outrigger.spi.file.FileRequest;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Puts: which requests they make, and what their metadata do. */
final class QiniuPutTest {

  private static final int MIB = 1 << 20;

  private final QiniuFixture files = QiniuFixture.start();

  @AfterEach
  void close() {
    files.close();
    assertThat(files.server().failures()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0, 1, 0", "4, 1, 0", "5, 0, 2", "8, 0, 2", "9, 0, 3"})
  void content_up_to_a_part_is_one_request(int sizeMib, int forms, int parts) {
    var formCount = files.server().faults().count(Requests::isForm);
    var partCount = files.server().faults().count(Requests::isPart);
    files.put("a", TestContent.of((long) sizeMib * MIB));

    assertThat(formCount.getAsLong()).isEqualTo(forms);
    assertThat(partCount.getAsLong()).isEqualTo(parts);
    assertThat(files.server().uploads()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1MiB", "3MiB", "4MiB", "8MiB"})
  void any_size_of_a_part_will_do(String partSize) {
    try (var other = QiniuFixture.with("partSize", DataSize.parse(partSize))) {
      other.put("a", TestContent.of(9 * MIB + 1));

      assertThat(other.bytes("a")).isEqualTo(TestContent.all(9 * MIB + 1));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1000, 5 * MIB})
  void a_file_that_is_there_is_not_replaced_by_one_that_must_be_new(int size) {
    files.put("there", TestContent.bytes(10));

    assertThat(files.putFailure("there", Map.of("if-none-match", "*"), TestContent.of(size)).code())
        .isEqualTo(ErrorCode.ALREADY_EXISTS);
    assertThat(files.bytes("there")).isEqualTo(TestContent.bytes(10));
    assertThat(files.server().uploads()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {1000, 5 * MIB})
  void a_file_that_must_be_new_is_put_where_there_is_none(int size) {
    files.put("new", Map.of("if-none-match", "*"), TestContent.bytes(size));

    assertThat(files.bytes("new")).isEqualTo(TestContent.bytes(size));
  }

  @Test
  void of_two_that_must_be_new_one_stays() {
    // The other is put while the parts of this one are on their way.
    var content =
        new InputStream() {
          private final InputStream rest = TestContent.of(5 * MIB);

          @Override
          public int read() throws IOException {
            return rest.read();
          }

          @Override
          public int read(byte[] target, int offset, int length) throws IOException {
            int count = rest.read(target, offset, length);
            if (count < 0) {
              files.put("raced", TestContent.bytes(7));
            }
            return count;
          }
        };

    assertThat(files.putFailure("raced", Map.of("if-none-match", "*"), content).code())
        .isEqualTo(ErrorCode.ALREADY_EXISTS);
    assertThat(files.bytes("raced")).isEqualTo(TestContent.bytes(7));
    assertThat(files.server().uploads()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {1000, 5 * MIB})
  void the_content_type_is_that_of_the_metadata(int size) {
    files.put("typed", Map.of("content-type", "text/css; charset=utf-8"), TestContent.bytes(size));

    assertThat(files.stat("typed").metadata())
        .containsEntry("content-type", "text/css; charset=utf-8")
        .containsEntry("mimeType", "text/css; charset=utf-8");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonsense", "text/plain\r\nX: y", "文/件"})
  void a_content_type_that_is_none_is_refused(String type) {
    var failure = files.putFailure("a", Map.of("content-type", type), TestContent.of(10));

    assertThat(failure.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT);
    assertThat(failure).hasMessageContaining("content-type");
  }

  @ParameterizedTest
  @CsvSource({"IA, 1, IA", "deep_archive, 3, DEEP_ARCHIVE", "2, 2, ARCHIVE"})
  void the_storage_class_is_that_of_the_metadata(String asked, String number, String name) {
    files.put("cold", Map.of("storageType", asked), TestContent.bytes(10));

    assertThat(files.stat("cold").metadata())
        .containsEntry("type", number)
        .containsEntry("storageType", name);
  }

  @Test
  void a_storage_class_that_is_none_is_refused_before_the_content_is_read() {
    var content = TestContent.failing(0, new IOException("read"));

    assertThat(files.putFailure("a", Map.of("storageType", "glacier"), content))
        .hasMessage(
            "metadata: storageType: \"glacier\" (expected: one of [STANDARD, IA, ARCHIVE,"
                + " DEEP_ARCHIVE, ARCHIVE_IR, INTELLIGENT_TIERING])");
  }

  @Test
  void who_may_read_is_a_matter_of_the_bucket() {
    files.put("public", Map.of("ACL", "public-read"), TestContent.bytes(10));
    var failure = files.putFailure("a", Map.of("ACL", "private"), TestContent.of(10));

    assertThat(failure.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT);
    assertThat(failure)
        .hasMessage(
            "metadata: ACL: \"private\" (expected: public-read, which bucket \"bucket\" is by the"
                + " setting private)");
  }

  @ParameterizedTest
  @CsvSource({"1000, 999", "1000, 1001", "5242880, 5242879", "5242880, 5242881", "9437184, 1"})
  void content_of_another_length_than_was_said_leaves_no_file(int size, int said) {
    var failure =
        files.putFailure("a", Map.of("filesize", Integer.toString(said)), TestContent.of(size));

    assertThat(failure.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT);
    requireNothing();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1000, 4 * MIB, 4 * MIB + 1, 9 * MIB})
  void content_that_fails_leaves_nothing(int size) {
    var failure = new IOException("the content is broken");

    assertThat(files.putFailure("a", TestContent.failing(size, failure))).hasCause(failure);
    requireNothing();
  }

  @ParameterizedTest
  @ValueSource(ints = {1000, 64 * MIB})
  void a_put_has_no_more_in_memory_than_a_part(int size) throws IOException {
    files.put("first", TestContent.of(5 * MIB));
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    files.store().put(files.call(), FileRequest.of("large"), TestContent.of(size));
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;

    // The buffers of PartReader are 64 KiB, 1 MiB and a part; everything else is small change.
    assertThat(allocated).isLessThan(size < MIB ? MIB : 4 * MIB + 3 * MIB);
    assertThat(files.stat("large").size()).isEqualTo(size);
  }

  @Test
  void a_name_may_have_750_bytes() {
    assertThat(files.putFailure("n".repeat(751), TestContent.of(1)).code())
        .isEqualTo(ErrorCode.INVALID_ARGUMENT);
    files.put("n".repeat(750), TestContent.bytes(1));

    assertThat(files.server().files()).containsExactly("n".repeat(750));
  }

  private void requireNothing() {
    assertThat(files.server().files()).isEmpty();
    assertThat(files.server().uploads()).isZero();
  }
}
