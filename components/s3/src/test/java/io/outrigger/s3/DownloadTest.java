package io.outrigger.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.outrigger.s3.server.MemoryS3.Stored;
import io.outrigger.s3.server.TestS3;
import io.outrigger.spi.ErrorCode;
import io.outrigger.spi.file.ByteRange;
import io.outrigger.testkit.http.Fault;
import io.outrigger.testkit.http.HttpResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DownloadTest extends StoreTest {

  private static final int SIZE = 300_000;
  private static final int MUCH = 32 << 20;

  @Test
  void a_damaged_byte_is_noticed_by_the_md5() throws IOException {
    caller().put("name", Caller.bytes(SIZE));
    front().fail("GetObject", Fault.corruptResponse(SIZE - 1));

    assertThat(readFailure()).isEqualTo(ErrorCode.DATA_LOSS);
  }

  @Test
  void a_damaged_byte_is_noticed_by_the_crc_that_the_store_gives() {
    // Of an upload in parts, whose etag is no MD5; the CRC32 is that of "123456789".
    seed(
        "123456789",
        "d41d8cd98f00b204e9800998ecf8427e-2",
        Map.of("x-amz-checksum-crc32", "y/Q5Jg=="));
    front().fail("GetObject", Fault.corruptResponse(3));

    assertThat(readFailure()).isEqualTo(ErrorCode.DATA_LOSS);
  }

  @Test
  void whole_content_passes_the_crc_that_the_store_gives() throws IOException {
    seed(
        "123456789",
        "d41d8cd98f00b204e9800998ecf8427e-2",
        Map.of("x-amz-checksum-crc32", "y/Q5Jg=="));

    assertThat(caller().read("name")).asString().isEqualTo("123456789");
  }

  @ParameterizedTest
  @CsvSource({
    "x-amz-server-side-encryption, aws:kms",
    "x-amz-server-side-encryption, aws:kms:dsse",
    "x-amz-server-side-encryption-customer-algorithm, AES256"
  })
  void the_etag_of_what_is_encrypted_with_a_key_is_no_md5(String header, String value)
      throws IOException {
    seed("content", "d41d8cd98f00b204e9800998ecf8427e", Map.of(header, value));

    assertThat(caller().read("name")).asString().isEqualTo("content");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 200_000, SIZE - 1})
  void content_that_is_cut_off_is_a_failure(int bytes) throws IOException {
    caller().put("name", Caller.bytes(SIZE));
    front().fail("GetObject", Fault.cutResponseAfter(bytes));

    assertThat(readFailure()).isEqualTo(ErrorCode.UNAVAILABLE);
  }

  @Test
  void a_range_that_is_cut_off_is_a_failure() throws IOException {
    caller().put("name", Caller.bytes(SIZE));
    front().fail("GetObject", Fault.cutResponseAfter(5));

    assertThat(Caller.failureOf(() -> caller().read("name", new ByteRange(10, 99))).code())
        .isEqualTo(ErrorCode.UNAVAILABLE);
  }

  @Test
  void a_store_that_is_silent_in_the_middle_is_given_up() throws IOException {
    caller().put("name", Caller.bytes(SIZE));
    front().fail("GetObject", Fault.holdResponseAfter(1000));
    try (var impatient =
        Caller.of(Flavor.MINIO, settings().with("socketTimeout", Duration.ofMillis(200)))) {
      assertThat(Caller.failureOf(() -> impatient.read("name")).code())
          .isEqualTo(ErrorCode.TIMEOUT);
    }
  }

  @Test
  void a_reader_that_stops_early_gives_its_connection_up() throws IOException {
    seed("x".repeat(MUCH), "none", Map.of());
    var content = caller().open("name", ByteRange.all());
    assertThat(content.readNBytes(1000)).hasSize(1000);
    assertThat(front().connections()).isEqualTo(1);
    content.close();

    await().until(() -> front().connections() == 0);
  }

  @Test
  void a_reader_that_reads_all_leaves_its_connection_to_the_next() throws IOException {
    caller().put("name", Caller.bytes(SIZE));
    for (int i = 0; i < 5; i++) {
      assertThat(caller().read("name")).isEqualTo(Caller.bytes(SIZE));
    }

    assertThat(front().connections()).isEqualTo(1);
  }

  @Test
  void a_store_that_does_not_know_ranges_is_not_believed() {
    seed("0123456789", "none", Map.of());
    var whole = HttpResponse.of(200).with("ETag", "\"none\"").body("0123456789");
    front().fail("GetObject", Fault.answer(_ -> whole));

    assertThat(Caller.failureOf(() -> caller().read("name", new ByteRange(2, 3))).code())
        .isEqualTo(ErrorCode.UNSUPPORTED);
  }

  @Test
  void an_interrupted_reader_stops_at_once() throws IOException {
    caller().put("name", Caller.bytes(SIZE));
    front().fail("GetObject", Fault.holdResponseAfter(1000));
    var running = Caller.start(() -> caller().read("name"));
    await().until(() -> front().faults().held() == 1);
    long start = System.nanoTime();

    assertThat(running.interrupt().code()).isEqualTo(ErrorCode.CANCELLED);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    front().faults().release();
    await().until(() -> front().connections() == 0);
  }

  @Test
  void a_reader_of_a_trickle_stops_when_its_time_is_up() throws IOException {
    caller().put("name", Caller.bytes(SIZE));
    front().fail("GetObject", Fault.trickle(1, Duration.ofMillis(20)));
    var running = Caller.start(() -> caller().read("name"));
    await().until(() -> !front().seen("GetObject").isEmpty());

    assertThat(running.interrupt().code()).isEqualTo(ErrorCode.CANCELLED);
    await().until(() -> front().connections() == 0);
  }

  private ErrorCode readFailure() {
    return Caller.failureOf(() -> caller().read("name")).code();
  }

  private static void seed(String content, String etag, Map<String, String> headers) {
    var bytes = content.getBytes(StandardCharsets.UTF_8);
    memory().objects(TestS3.BUCKET).put("name", new Stored(bytes, etag, Instant.now(), headers));
  }

  /** Of the suite's ranges the store sees those that a caller gives. */
  @ParameterizedTest
  @CsvSource({"0, 9, bytes=0-9", "5, -1, bytes=5-", "-1, 7, bytes=-7"})
  void ranges_are_asked_for_as_they_are(long first, long last, String range) throws IOException {
    caller().put("name", Caller.bytes(SIZE));
    var asked = new ByteRange(first, last == -1 ? Long.MAX_VALUE : last);
    assertThat(caller().read("name", asked)).hasSize((int) asked.length(SIZE));

    assertThat(front().seen("GetObject"))
        .extracting(request -> request.header("range"))
        .containsExactly(range);
  }

  @Test
  void the_connection_of_a_refusal_is_used_again() {
    for (int i = 0; i < 5; i++) {
      assertThat(readFailure()).isEqualTo(ErrorCode.NOT_FOUND);
    }

    assertThat(front().connections()).isEqualTo(1);
    assertThat(front().seen("GetObject")).hasSize(5);
  }
}
