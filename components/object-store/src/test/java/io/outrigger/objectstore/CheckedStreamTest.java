package io.outrigger.objectstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outrigger.spi.ComponentException;
import io.outrigger.spi.ErrorCode;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CheckedStreamTest {

  private static final String MD5_OF_ABC = "900150983cd24fb0d6963f7d28e17f72";
  private static final String OTHER = "0".repeat(32);

  @Test
  void whole_content_comes_through() throws IOException {
    assertThat(CheckedStream.of(content(), "f", 3).readAllBytes()).isEqualTo(bytes());
  }

  @Test
  void content_that_ends_early_fails() {
    assertThatThrownBy(() -> CheckedStream.of(content(), "f", 4).readAllBytes())
        .isInstanceOf(EOFException.class)
        .hasMessage("file \"f\": the store has sent 3 of 4 bytes");
  }

  @ParameterizedTest
  @CsvSource({MD5_OF_ABC, "900150983CD24FB0D6963F7D28E17F72"})
  void content_with_its_checksum_comes_through(String value) throws IOException {
    var checked = CheckedStream.of(content(), "f", 3).with(Checksum.md5(), value);

    assertThat(checked.readAllBytes()).isEqualTo(bytes());
  }

  @Test
  void content_with_another_checksum_is_lost() {
    var checked = CheckedStream.of(content(), "f", 3).with(Checksum.md5(), OTHER);

    assertThatThrownBy(checked::readAllBytes)
        .isInstanceOfSatisfying(
            ComponentException.class,
            failure -> assertThat(failure.code()).isEqualTo(ErrorCode.DATA_LOSS))
        .hasMessageContaining("file \"f\": its checksum is " + MD5_OF_ABC);
  }

  @Test
  void the_last_bytes_of_wrong_content_are_not_given_out() throws IOException {
    var checked = CheckedStream.of(content(), "f", 3).with(Checksum.md5(), OTHER);
    assertThat(checked.readNBytes(2)).hasSize(2);

    assertThatThrownBy(checked::read).isInstanceOf(ComponentException.class);
  }

  @Test
  void empty_content_is_checked_too() {
    var checked =
        CheckedStream.of(InputStream.nullInputStream(), "f", 0).with(Checksum.md5(), OTHER);

    assertThatThrownBy(checked::read).isInstanceOf(ComponentException.class);
  }

  @Test
  void single_bytes_and_skipped_ones_count() throws IOException {
    var checked = CheckedStream.of(content(), "f", 3).with(Checksum.md5(), MD5_OF_ABC);
    assertThat(checked.read()).isEqualTo('a');
    assertThat(checked.skip(1)).isEqualTo(1);
    assertThat(checked.read()).isEqualTo('c');

    assertThat(checked.read()).isEqualTo(-1);
  }

  @ParameterizedTest
  @CsvSource({MD5_OF_ABC + ", true", MD5_OF_ABC + "-3, false", "'', false", "abc, false"})
  void the_etag_of_several_parts_is_no_md5(String etag, boolean isMd5) {
    assertThat(Checksum.isMd5(etag)).isEqualTo(isMd5);
  }

  private static InputStream content() {
    return new ByteArrayInputStream(bytes());
  }

  private static byte[] bytes() {
    return "abc".getBytes(StandardCharsets.US_ASCII);
  }
}
