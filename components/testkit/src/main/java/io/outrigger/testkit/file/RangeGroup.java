package io.outrigger.testkit.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.spi.file.ByteRange;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Parts of files. */
abstract class RangeGroup extends FileGroup {

  private static final int SIZE = 300_000;

  RangeGroup(FileStoreConformance suite) {
    super(suite);
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=0-0, 0, 1",
    "bytes=0-9, 0, 10",
    "bytes=1000-270000, 1000, 270001",
    "bytes=299999-299999, 299999, 300000",
    "bytes=250000-, 250000, 300000",
    "bytes=0-, 0, 300000",
    "bytes=-1, 299999, 300000",
    "bytes=-512, 299488, 300000",
    "bytes=-400000, 0, 300000",
    "bytes=299990-400000, 299990, 300000",
    "bytes=300000-, 300000, 300000",
    "bytes=500000-600000, 300000, 300000"
  })
  void a_range_gives_the_bytes_it_has(String range, int from, int to) {
    var content = GeneratedContent.bytes(SIZE, 5);
    files().put("ranged", content);

    assertThat(files().bytes("ranged", ByteRange.parse(range)))
        .isEqualTo(Arrays.copyOfRange(content, from, to));
  }

  @ParameterizedTest
  @CsvSource({"bytes=0-", "bytes=0-9", "bytes=5-9", "bytes=-5"})
  void a_range_of_an_empty_file_is_empty(String range) {
    files().put("empty", "");

    assertThat(files().bytes("empty", ByteRange.parse(range))).isEmpty();
  }

  @Test
  void every_byte_can_be_read_by_itself() {
    var content = GeneratedContent.bytes(8, 6);
    files().put("bytes", content);
    var read = new byte[content.length];
    for (int i = 0; i < read.length; i++) {
      read[i] = files().bytes("bytes", new ByteRange(i, i))[0];
    }

    assertThat(read).isEqualTo(content);
  }
}
