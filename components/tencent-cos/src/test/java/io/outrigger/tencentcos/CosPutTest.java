package io.outrigger.tencentcos;

import static io.outrigger.tencentcos.CosFiles.BIG;
import static io.outrigger.tencentcos.CosFiles.bytes;
import static io.outrigger.tencentcos.CosFiles.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.spi.ErrorCode;
import io.outrigger.tencentcos.server.LocalCos;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CosPutTest {

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

  @ParameterizedTest
  @ValueSource(ints = {10, BIG})
  void a_file_is_private_and_of_no_known_type_unless_the_caller_says_more(int size) {
    files.put("a", bytes(size));

    assertThat(cos.object("a").orElseThrow().headers())
        .containsOnly(Map.entry("Content-Type", "application/octet-stream"));
  }

  @ParameterizedTest
  @ValueSource(ints = {10, BIG})
  void what_the_metadata_asks_for_reaches_cos(int size) {
    files.put(
        "a",
        bytes(size),
        Map.of("ACL", "public-read", "storageType", "STANDARD_IA", "content-type", "text/x; a=b"));

    assertThat(cos.object("a").orElseThrow().headers())
        .containsEntry("x-cos-acl", "public-read")
        .containsEntry("x-cos-storage-class", "STANDARD_IA")
        .containsEntry("Content-Type", "text/x; a=b");
  }

  @ParameterizedTest
  @CsvSource({"ACL, everybody", "storageType, GLACIER"})
  void a_value_that_cos_does_not_know_is_refused(String key, String value) {
    var failure = failureOf(() -> files.put("a", bytes(1), Map.of(key, value)));

    assertThat(failure.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT);
    assertThat(failure).hasMessageContaining("file \"a\": the store answers 400 Invalid");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ACL", "storageType", "content-type"})
  void a_value_with_a_line_end_reaches_no_header(String key) {
    var count = cos.faults().count(request -> true);
    var failure = failureOf(() -> files.put("a", bytes(1), Map.of(key, "private\r\nx-evil: 1")));

    assertThat(failure.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT);
    assertThat(failure).hasMessageStartingWith("metadata: " + key);
    assertThat(count.getAsLong()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {10, BIG})
  void a_file_that_must_be_new_is_refused_when_it_is_there(int size) {
    files.put("a", bytes(3));
    var failure = failureOf(() -> files.put("a", bytes(size), Map.of("if-none-match", "*")));

    assertThat(failure.code()).isEqualTo(ErrorCode.ALREADY_EXISTS);
    assertThat(files.get("a")).isEqualTo(bytes(3));
    assertThat(cos.openUploads()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {10, BIG})
  void a_file_that_must_be_new_is_put_when_there_is_none(int size) {
    files.put("a", bytes(size), Map.of("if-none-match", "*"));

    assertThat(files.get("a")).isEqualTo(bytes(size));
  }

  @Test
  void a_file_that_must_be_new_is_refused_when_it_comes_during_the_upload() {
    var content = new Watched(bytes(BIG), position -> putOnceAt(position, 2 << 20));
    var failure = failureOf(() -> files.put("a", content, Map.of("if-none-match", "*")));

    assertThat(failure.code()).isEqualTo(ErrorCode.ALREADY_EXISTS);
    assertThat(files.get("a")).isEqualTo(bytes(5));
    assertThat(cos.openUploads()).isZero();
  }

  private void putOnceAt(long position, long at) {
    if (position == at) {
      files.put("a", bytes(5));
    }
  }

  @ParameterizedTest
  @CsvSource({"10, 9", "10, 11", "3145735, 3145734", "3145735, 3145736", "3145735, 1048576"})
  void a_file_of_another_size_than_declared_is_refused(int size, String declared) {
    var failure = failureOf(() -> files.put("a", bytes(size), Map.of("filesize", declared)));

    assertThat(failure.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT);
    assertThat(cos.objects() + cos.openUploads()).isZero();
  }

  @Test
  void a_file_too_large_for_its_parts_is_refused_before_it_is_sent() {
    long most = 10_000L << 20;
    var failure =
        failureOf(() -> files.put("a", bytes(1), Map.of("fileSize", String.valueOf(most + 1))));

    assertThat(failure.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT);
    assertThat(failure).hasMessageContaining("raise part_size");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, (1 << 20) - 1, 1 << 20})
  void a_file_of_one_part_is_one_request(int size) {
    var count = cos.faults().count(request -> true);
    files.put("a", bytes(size));

    assertThat(count.getAsLong()).isEqualTo(1);
  }

  @Test
  void a_put_holds_one_part_at_most() {
    var ahead = new AtomicLong();
    long size = 64L << 20;
    var content =
        new Watched(
            new Zeroes(size),
            position -> ahead.accumulateAndGet(position - cos.receivedBytes(), Math::max));
    files.put("large", content, Map.of());

    assertThat(files.stat("large").size()).isEqualTo(size);
    assertThat(ahead).hasValueLessThanOrEqualTo(1 << 20);
  }

  @ParameterizedTest
  @CsvSource({"850, true", "851, false"})
  void a_name_has_850_bytes_at_most(int length, boolean taken) {
    var name = "文".repeat(283) + "n".repeat(length - 849);
    if (taken) {
      files.put(name, bytes(1));
      assertThat(files.stat(name).name()).isEqualTo(name);
    } else {
      assertThat(failureOf(() -> files.put(name, bytes(1))))
          .hasMessage("name: 851 bytes of UTF-8 (expected: at most 850)");
    }
  }

  @Test
  void the_facts_are_those_of_cos() {
    files.put("a", bytes(3), Map.of("content-type", "text/plain"));
    var stored = cos.object("a").orElseThrow();

    assertThat(files.stat("a").metadata())
        .containsEntry("etag", stored.etag())
        .containsEntry("content-type", "text/plain")
        .containsKey("crc64");
    assertThat(files.stat("a").lastModified()).isEqualTo(stored.modified());
    assertThat(files.list("a").files().getFirst().lastModified()).isEqualTo(stored.modified());
  }

  /** Tells before each reading how much has been read. */
  private static final class Watched extends InputStream {

    private final InputStream source;
    private final LongConsumer reading;
    private long position;

    private Watched(byte[] content, LongConsumer reading) {
      this(new ByteArrayInputStream(content), reading);
    }

    private Watched(InputStream source, LongConsumer reading) {
      this.source = source;
      this.reading = reading;
    }

    @Override
    public int read() throws IOException {
      reading.accept(position);
      int next = source.read();
      position += next < 0 ? 0 : 1;
      return next;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      reading.accept(position);
      int count = source.read(target, offset, Math.min(length, 64 << 10));
      position += Math.max(0, count);
      return count;
    }
  }
}
