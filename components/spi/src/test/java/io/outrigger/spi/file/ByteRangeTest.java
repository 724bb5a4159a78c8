package io.outrigger.spi.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ByteRangeTest {

  @ParameterizedTest
  @CsvSource({
    "bytes=0-0, 0, 0",
    "bytes=0-1023, 0, 1023",
    "bytes=1024-, 1024, 9223372036854775807",
    "bytes=-512, -1, 512",
    "' bytes=007-008 ', 7, 8",
    "bytes=999999999999999998-999999999999999999, 999999999999999998, 999999999999999999"
  })
  void a_range_of_http_is_read(String text, long first, long last) {
    assertThat(ByteRange.parse(text)).isEqualTo(new ByteRange(first, last));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "bytes",
        "bytes=",
        "bytes=-",
        "bytes=-0",
        "bytes=5-4",
        "bytes=a-b",
        "bytes=0-1,3-4",
        "bytes=--1",
        "bytes=-1-",
        "bytes= 0-1",
        "items=0-1",
        "bytes=0-9999999999999999999"
      })
  void any_other_text_is_refused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ByteRange.parse(text))
        .withMessage("range: \"%s\" (expected: bytes=0-1023, bytes=1024- or bytes=-512)", text);
  }

  @ParameterizedTest
  @CsvSource({"-2, 5", "5, 4", "-1, 0", "-1, -1", "0, -1"})
  void a_range_that_ends_before_it_begins_is_refused(long first, long last) {
    assertThatIllegalArgumentException().isThrownBy(() -> new ByteRange(first, last));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 10, 0, 1",
    "0, 9, 10, 0, 10",
    "0, 10, 10, 0, 10",
    "9, 9, 10, 9, 1",
    "10, 10, 10, 10, 0",
    "100, 200, 10, 10, 0",
    "4, 9223372036854775807, 10, 4, 6",
    "-1, 1, 10, 9, 1",
    "-1, 10, 10, 0, 10",
    "-1, 11, 10, 0, 10",
    "-1, 9223372036854775807, 10, 0, 10",
    "0, 0, 0, 0, 0",
    "-1, 5, 0, 0, 0"
  })
  void a_file_of_some_size_has_a_part_of_the_range(
      long first, long last, long size, long start, long length) {
    var range = new ByteRange(first, last);

    assertThat(range.start(size)).isEqualTo(start);
    assertThat(range.length(size)).isEqualTo(length);
  }

  @Test
  void the_whole_file_is_a_range_too() {
    assertThat(ByteRange.all().length(Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE);
  }
}
