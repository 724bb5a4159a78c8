package io.outrigger.testkit.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.spi.file.FileFacts;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists of files. */
abstract class ListGroup extends FileGroup {

  ListGroup(FileStoreConformance suite) {
    super(suite);
  }

  @Test
  void a_prefix_that_no_name_begins_with_gives_an_empty_page() {
    files().put("a/b", "");

    assertThat(files().page("a/c", 0, "").files()).isEmpty();
  }

  @Test
  void a_prefix_in_a_directory_that_never_was_gives_an_empty_page() {
    assertThat(files().page("never/", 0, "").isTruncated()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 100})
  void files_are_listed_in_the_order_of_their_code_points(int pageSize) {
    // From U+002D to U+1F6F6 by what stands after the d; the slash is among them.
    var names = List.of("d-", "d.txt", "d/a", "d/ab", "d/e/f", "d0", "dz", "d文", "d\uFFEE", "d🛶");
    names.reversed().forEach(name -> files().put(name, ""));

    assertThat(files().names("", pageSize)).containsExactlyElementsOf(names);
  }

  @Test
  void a_prefix_may_end_within_a_part() {
    List.of("a", "ab/c", "abc", "b").forEach(name -> files().put(name, ""));

    assertThat(files().names("ab")).containsExactly("ab/c", "abc");
  }

  @Test
  void a_prefix_may_name_a_directory() {
    List.of("d/a", "d/b/c", "dd").forEach(name -> files().put(name, ""));

    assertThat(files().names("d/")).containsExactly("d/a", "d/b/c");
  }

  @Test
  void a_prefix_may_be_a_whole_name() {
    List.of("name", "name2", "other").forEach(name -> files().put(name, ""));

    assertThat(files().names("name")).containsExactly("name", "name2");
  }

  @ParameterizedTest
  @ValueSource(ints = {7, 1000})
  void pages_together_give_every_file_once_and_in_order(int pageSize) {
    var names = putMany();

    assertThat(files().names("many/", pageSize)).containsExactlyElementsOf(names);
  }

  @Test
  void a_page_has_no_more_files_than_asked_for() {
    List.of("a", "b", "c").forEach(name -> files().put(name, ""));

    assertThat(files().page("", 2, "").files()).hasSize(2);
  }

  @Test
  void the_last_page_has_no_marker() {
    List.of("a", "b").forEach(name -> files().put(name, ""));

    assertThat(files().page("", 2, "").isTruncated()).isFalse();
  }

  @Test
  void a_marker_still_pages_on_when_its_file_has_been_deleted() {
    List.of("a", "b", "c", "d").forEach(name -> files().put(name, ""));
    var first = files().page("", 2, "");
    files().delete("b");

    assertThat(files().names(files().page("", 2, first.marker()))).containsExactly("c", "d");
  }

  @Test
  void a_file_that_was_put_behind_the_marker_is_on_the_next_page() {
    List.of("a", "b", "d").forEach(name -> files().put(name, ""));
    var first = files().page("", 2, "");
    files().put("c", "");

    assertThat(files().names(files().page("", 2, first.marker()))).containsExactly("c", "d");
  }

  @Test
  void a_list_tells_the_sizes() {
    files().put("size", "12345");

    assertThat(files().page("size", 0, "").files()).extracting(FileFacts::size).containsExactly(5L);
  }

  @Test
  void a_deleted_file_is_not_listed() {
    List.of("a", "b").forEach(name -> files().put(name, ""));
    files().delete("a");

    assertThat(files().names("")).containsExactly("b");
  }

  @Test
  void a_replaced_file_is_listed_once() {
    files().put("a", "old");
    files().put("a", "new");

    assertThat(files().names("")).containsExactly("a");
  }

  /** Many empty files in a few directories, and their names in order. */
  private List<String> putMany() {
    var names =
        IntStream.range(0, suite().listedFiles())
            .mapToObj(i -> "many/" + (i % 3 == 0 ? "" : i % 7 + "/") + "%05d".formatted(i))
            .sorted()
            .toList();
    names.parallelStream().forEach(name -> files().put(name, ""));
    return names;
  }
}
