package io.outrigger.builtin.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.spi.ErrorCode;
import io.outrigger.spi.file.FileRequest;
import io.outrigger.spi.file.ListRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the conformance suite does not ask: directories, the file system and its limits. */
final class LocalFileStoreTest {

  @TempDir Path directory;
  private Path root;
  private LocalFiles files;

  @BeforeEach
  void start() {
    root = directory.resolve("made/root");
    files = LocalFiles.started(root);
  }

  @Test
  void the_root_is_made_at_the_start() {
    assertThat(root).isDirectory();
  }

  @Test
  void a_file_stands_in_the_root_under_its_name() {
    files.put("a/b", "value");

    assertThat(root.resolve("a/b")).hasContent("value");
  }

  @Test
  void a_file_that_another_program_has_written_can_be_opened() throws IOException {
    Files.writeString(root.resolve("foreign"), "value");

    assertThat(files.text("foreign")).isEqualTo("value");
  }

  @Test
  void with_fsync_a_file_comes_back_too() {
    var forced = LocalFiles.started(new LocalFileSettings(root, true));
    forced.put("new/directory/file", "value");

    assertThat(forced.text("new/directory/file")).isEqualTo("value");
  }

  @Test
  void a_put_leaves_nothing_beside_the_file() {
    files.put("a", "value");

    assertThat(root.resolve(".outrigger-tmp")).isEmptyDirectory();
  }

  @Test
  void a_directory_cannot_be_opened() {
    files.put("a/b", "");

    assertThat(files.openRefusal("a")).isEqualTo(ErrorCode.INVALID_ARGUMENT);
  }

  @Test
  void a_directory_cannot_be_deleted() {
    files.put("a/b", "");

    assertThat(files.deleteRefusal("a")).isEqualTo(ErrorCode.INVALID_ARGUMENT);
  }

  @Test
  void a_directory_cannot_be_replaced() {
    files.put("a/b", "");

    assertThat(files.putRefusal("a", Map.of())).isEqualTo(ErrorCode.INVALID_ARGUMENT);
  }

  @Test
  void the_facts_tell_that_it_is_a_directory() {
    files.put("a/b", "");

    assertThat(files.stat("a").metadata()).containsEntry("IsDir", "true");
  }

  @Test
  void the_facts_tell_that_it_is_none() {
    files.put("a", "");

    assertThat(files.stat("a").metadata()).containsEntry("IsDir", "false");
  }

  @Test
  void a_directory_stays_when_its_last_file_is_deleted() {
    files.put("a/b", "");
    files.delete("a/b");

    assertThat(root.resolve("a")).isDirectory();
  }

  @Test
  void empty_directories_are_not_listed() throws IOException {
    Files.createDirectories(root.resolve("empty/deep"));

    assertThat(files.names("")).isEmpty();
  }

  @Test
  void a_file_cannot_be_put_behind_a_file() {
    files.put("a", "");

    assertThat(files.putRefusal("a/b", Map.of())).isEqualTo(ErrorCode.INVALID_ARGUMENT);
  }

  @Test
  void there_is_nothing_behind_a_file() {
    files.put("a", "");

    assertThat(files.openRefusal("a/b")).isEqualTo(ErrorCode.NOT_FOUND);
  }

  @Test
  void deleting_behind_a_file_is_no_failure() {
    files.put("a", "value");
    files.delete("a/b");

    assertThat(files.text("a")).isEqualTo("value");
  }

  @Test
  void a_part_longer_than_the_file_system_takes_is_refused() {
    assertThat(files.putRefusal("p".repeat(256), Map.of())).isEqualTo(ErrorCode.INVALID_ARGUMENT);
  }

  @Test
  void a_path_longer_than_the_system_takes_is_refused() {
    var name = Stream.generate(() -> "p".repeat(250)).limit(20).toList();

    assertThat(files.putRefusal(String.join("/", name), Map.of()))
        .isEqualTo(ErrorCode.INVALID_ARGUMENT);
  }

  @Test
  void a_list_passes_over_directories_deeper_than_any_name() throws IOException {
    Files.createFile(Files.createDirectories(root.resolve("d/".repeat(100))).resolve("file"));
    files.put("d/".repeat(99) + "file", "");

    assertThat(files.names("")).containsExactly("d/".repeat(99) + "file");
  }

  @Test
  void a_page_has_a_thousand_files_when_the_caller_does_not_say() {
    for (int i = 0; i <= 1000; i++) {
      files.put("file-" + i, "");
    }

    assertThat(files.page(ListRequest.of("")).files()).hasSize(1000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "zzz", "../x", "\0"})
  void any_text_will_do_as_a_marker(String marker) {
    List.of("a", "b").forEach(name -> files.put(name, ""));
    var page = files.page(new ListRequest(FileRequest.of("b"), 0, marker));

    assertThat(page.files()).hasSizeLessThanOrEqualTo(1);
  }

  @Test
  void a_negative_page_size_is_refused() {
    var request = new ListRequest(FileRequest.of(""), -1, "");

    assertThat(files.listRefusal(request)).isEqualTo(ErrorCode.INVALID_ARGUMENT);
  }

  @Test
  void a_named_pipe_is_refused_and_not_waited_for() throws Exception {
    var made = new ProcessBuilder("mkfifo", root.resolve("pipe").toString()).start().waitFor();
    Assumptions.assumeTrue(made == 0, "no mkfifo here");

    assertThat(files.openRefusal("pipe")).isEqualTo(ErrorCode.INVALID_ARGUMENT);
  }

  @Test
  void it_is_unavailable_while_its_root_is_gone() throws IOException {
    Files.delete(root.resolve(".outrigger-tmp"));
    Files.delete(root);

    assertThat(files.openRefusal("a")).isEqualTo(ErrorCode.UNAVAILABLE);
  }

  @Test
  void it_is_down_while_its_root_is_gone() throws IOException {
    Files.delete(root.resolve(".outrigger-tmp"));
    Files.delete(root);

    assertThat(files.store().health().toCompletableFuture().join().isUp()).isFalse();
  }
}
