package io.outrigger.testkit.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.outrigger.spi.ErrorCode;
import io.outrigger.spi.file.FileFacts;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Facts about files, and their removal. */
abstract class FactsGroup extends FileGroup {

  FactsGroup(FileStoreConformance suite) {
    super(suite);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 300_000})
  void the_size_is_told(int size) {
    files().put("sized", GeneratedContent.bytes(size, 8));

    assertThat(files().stat("sized").size()).isEqualTo(size);
  }

  @Test
  void the_size_is_that_of_the_last_put() {
    files().put("sized", "a long text");
    files().put("sized", "short");

    assertThat(files().stat("sized").size()).isEqualTo(5);
  }

  @Test
  void the_name_is_told_as_it_was_given() {
    files().put("a/文件 %2F", "");

    assertThat(files().name(files().stat("a/文件 %2F"))).isEqualTo("a/文件 %2F");
  }

  @Test
  void the_time_of_the_last_put_is_told() {
    files().put("timed", "");

    assertThat(files().stat("timed").lastModified())
        .isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
  }

  @Test
  void the_facts_are_those_that_the_list_tells() {
    files().put("both", "value");

    var stat = files().stat("both");
    assertThat(files().page("both", 0, "").files())
        .extracting(FileFacts::name, FileFacts::size)
        .containsExactly(tuple(stat.name(), stat.size()));
  }

  @Test
  void a_file_that_was_never_put_has_no_facts() {
    assertThat(files().statRefusal("never")).isEqualTo(ErrorCode.NOT_FOUND);
  }

  @Test
  void a_deleted_file_has_no_facts() {
    files().put("deleted", "value");
    files().delete("deleted");

    assertThat(files().statRefusal("deleted")).isEqualTo(ErrorCode.NOT_FOUND);
  }

  @Test
  void a_deleted_file_cannot_be_opened() {
    files().put("deleted", "value");
    files().delete("deleted");

    assertThat(files().openRefusal("deleted")).isEqualTo(ErrorCode.NOT_FOUND);
  }

  @Test
  void deleting_twice_is_no_failure() {
    files().put("twice", "value");
    files().delete("twice");
    files().delete("twice");

    assertThat(files().exists("twice")).isFalse();
  }

  @Test
  void deleting_what_never_was_is_no_failure() {
    files().delete("never/ever");

    assertThat(files().exists("never/ever")).isFalse();
  }

  @Test
  void a_deletion_leaves_other_files_alone() {
    files().put("d/one", "1");
    files().put("d/another", "2");
    files().delete("d/another");

    assertThat(files().text("d/one")).isEqualTo("1");
  }

  @Test
  void a_deleted_file_can_be_put_again() {
    files().put("again", "old");
    files().delete("again");
    files().put("again", "new");

    assertThat(files().text("again")).isEqualTo("new");
  }
}
