package io.outrigger.testkit.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.spi.ErrorCode;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of all sizes and the names they stand under. */
abstract class ContentGroup extends FileGroup {

  private static final int KIBIBYTE = 1 << 10;
  private static final int MEBIBYTE = 1 << 20;

  ContentGroup(FileStoreConformance suite) {
    super(suite);
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        0,
        1,
        256 * KIBIBYTE - 1,
        256 * KIBIBYTE,
        256 * KIBIBYTE + 1,
        5 * MEBIBYTE - 1,
        5 * MEBIBYTE,
        5 * MEBIBYTE + 1
      })
  void a_file_comes_back_byte_for_byte(int size) {
    var content = GeneratedContent.bytes(size, 1);
    files().put("content", content);

    assertThat(files().bytes("content")).isEqualTo(content);
  }

  @Test
  void a_file_larger_than_the_memory_for_it_comes_back() throws IOException {
    long size = 64L * MEBIBYTE;
    files().put("large", new GeneratedContent(size, 2));

    try (var content = files().open("large")) {
      assertThat(GeneratedContent.checksum(content))
          .isEqualTo(GeneratedContent.checksum(new GeneratedContent(size, 2)));
    }
  }

  @Test
  void a_file_that_was_never_put_is_not_found() {
    assertThat(files().openRefusal("never")).isEqualTo(ErrorCode.NOT_FOUND);
  }

  @Test
  void a_file_in_a_directory_that_never_was_is_not_found() {
    assertThat(files().openRefusal("never/ever")).isEqualTo(ErrorCode.NOT_FOUND);
  }

  @Test
  void a_put_replaces_the_whole_file() {
    files().put("replaced", "a long text");
    files().put("replaced", "short");

    assertThat(files().text("replaced")).isEqualTo("short");
  }

  @Test
  void a_put_leaves_other_files_alone() {
    files().put("one", "1");
    files().put("another", "2");

    assertThat(files().text("one")).isEqualTo("1");
  }

  @Test
  void a_file_that_is_being_read_stays_whole_when_it_is_replaced() throws IOException {
    files().put("read", GeneratedContent.bytes(MEBIBYTE, 3));
    try (var content = files().open("read")) {
      files().put("read", GeneratedContent.bytes(MEBIBYTE, 4));

      assertThat(content).hasSameContentAs(new GeneratedContent(MEBIBYTE, 3));
    }
  }

  @ParameterizedTest
  @EnumSource
  void any_text_is_a_name(SampleName sample) {
    files().put(text(sample), "value");

    assertThat(files().text(text(sample))).isEqualTo("value");
  }

  @ParameterizedTest
  @EnumSource
  void any_name_is_listed_as_it_was_given(SampleName sample) {
    files().put(text(sample), "value");

    assertThat(files().names("")).containsExactly(text(sample));
  }

  @ParameterizedTest
  @EnumSource
  void a_file_of_any_name_can_be_deleted(SampleName sample) {
    files().put(text(sample), "value");
    files().delete(text(sample));

    assertThat(files().exists(text(sample))).isFalse();
  }

  private String text(SampleName sample) {
    return files().nameOf(sample, suite().longestName());
  }

  @Test
  void names_that_differ_in_case_are_two() {
    files().put("case", "1");
    files().put("CASE", "2");

    assertThat(files().text("case")).isEqualTo("1");
  }
}
