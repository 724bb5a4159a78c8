package io.outrigger.spi.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FilePageTest {

  @ParameterizedTest
  @CsvSource({"'', false", "last, true"})
  void a_page_with_a_marker_is_not_the_last_one(String marker, boolean truncated) {
    assertThat(new FilePage(List.of(), marker).isTruncated()).isEqualTo(truncated);
  }
}
