package io.outrigger.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DataSizeTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1048576, 1048576",
    "17B, 17",
    "4KiB, 4096",
    "4 KB, 4000",
    "4MiB, 4194304",
    "4MB, 4000000",
    "2GiB, 2147483648",
    "2GB, 2000000000"
  })
  void a_size_is_read(String text, long bytes) {
    assertThat(DataSize.parse(text).bytes()).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "lots", "-1", "4mb", "4 TiB", "1.5MiB", "999999999999999999GiB"})
  void anything_else_is_refused_with_the_value(String text) {
    assertThatThrownBy(() -> DataSize.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"" + text + "\"")
        .hasMessageContaining("expected");
  }

  @Test
  void a_size_prints_in_its_largest_whole_unit() {
    assertThat(DataSize.ofMebibytes(4)).hasToString("4MiB");
    assertThat(DataSize.ofBytes(3072)).hasToString("3KiB");
    assertThat(DataSize.ofBytes(1000)).hasToString("1000B");
    assertThat(DataSize.ofBytes(0)).hasToString("0B");
  }
}
