package io.outrigger.builtin.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.spi.Call;
import io.outrigger.spi.ErrorCode;
import io.outrigger.spi.file.FileRequest;
import io.outrigger.testkit.Outcome;
import io.outrigger.testkit.Parallel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the metadata of a put does, and what becomes of unfinished files. */
final class LocalFilePutTest {

  private static final Call CALL = Call.within(Duration.ofSeconds(20));
  private static final Map<String, String> EXISTING = Map.of("FileFlag", "513");
  private static final Map<String, String> EXCLUSIVE = Map.of("FileFlag", "193");
  private static final Map<String, String> APPEND = Map.of("FileFlag", "1025");
  private static final Map<String, String> APPEND_OR_CREATE = Map.of("FileFlag", "1089");

  @TempDir Path root;
  private LocalFiles files;

  @BeforeEach
  void start() {
    files = LocalFiles.started(root);
  }

  @Test
  void the_mode_is_that_of_the_file() throws IOException {
    files.put("file", "value", Map.of("FileMode", "384"));

    assertThat(Files.getPosixFilePermissions(root.resolve("file")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void the_facts_tell_the_mode() {
    files.put("file", "value", Map.of("FileMode", "256"));

    assertThat(files.stat("file").metadata()).containsEntry("FileMode", "256");
  }

  @Test
  void the_facts_of_a_directory_have_the_bit_that_go_has_for_one() {
    files.put("a/b", "value");
    long mode = Long.parseLong(files.stat("a").metadata().get("FileMode"));

    assertThat(mode & (1L << 31)).isNotZero();
  }

  @Test
  void without_a_mode_nobody_may_execute_the_file() throws IOException {
    files.put("file", "value");

    assertThat(Files.getPosixFilePermissions(root.resolve("file")))
        .isSubsetOf(PosixFilePermissions.fromString("rw-rw-rw-"));
  }

  @Test
  void a_file_keeps_its_mode_when_it_is_replaced_without_one() throws IOException {
    files.put("file", "old");
    var mode = PosixFilePermissions.fromString("rw-rw--w-");
    Files.setPosixFilePermissions(root.resolve("file"), mode);
    files.put("file", "new");

    assertThat(Files.getPosixFilePermissions(root.resolve("file"))).isEqualTo(mode);
  }

  @Test
  void without_o_creat_a_missing_file_is_not_found() {
    assertThat(files.putRefusal("missing", EXISTING)).isEqualTo(ErrorCode.NOT_FOUND);
  }

  @Test
  void without_o_creat_a_file_in_a_missing_directory_is_not_found() {
    assertThat(files.putRefusal("missing/file", EXISTING)).isEqualTo(ErrorCode.NOT_FOUND);
  }

  @Test
  void without_o_creat_an_existing_file_is_replaced() {
    files.put("file", "a long text");
    files.put("file", "short", EXISTING);

    assertThat(files.text("file")).isEqualTo("short");
  }

  @Test
  void with_o_excl_an_existing_file_is_refused() {
    files.put("file", "old");

    assertThat(files.putRefusal("file", EXCLUSIVE)).isEqualTo(ErrorCode.ALREADY_EXISTS);
  }

  @Test
  void with_o_excl_an_existing_file_stays() {
    files.put("file", "old");
    files.putRefusal("file", EXCLUSIVE);

    assertThat(files.text("file")).isEqualTo("old");
  }

  @Test
  void with_o_excl_a_new_file_is_made() {
    files.put("a/file", "new", EXCLUSIVE);

    assertThat(files.text("a/file")).isEqualTo("new");
  }

  @Test
  void with_o_excl_exactly_one_of_many_puts_makes_the_file() {
    var wins =
        Parallel.run(16, thread -> () -> files.attemptPut("file", "new", EXCLUSIVE).succeeded());

    assertThat(wins).containsOnlyOnce(true);
  }

  @Test
  void with_o_excl_nothing_is_left_beside_the_file() {
    files.put("file", "new", EXCLUSIVE);

    assertThat(unfinished()).isEmptyDirectory();
  }

  @Test
  void with_o_append_the_content_goes_behind_the_old() {
    files.put("file", "old ");
    files.put("file", "and new", APPEND);

    assertThat(files.text("file")).isEqualTo("old and new");
  }

  @Test
  void with_o_append_alone_a_missing_file_is_not_found() {
    assertThat(files.putRefusal("file", APPEND)).isEqualTo(ErrorCode.NOT_FOUND);
  }

  @Test
  void with_o_append_and_o_creat_a_missing_file_is_made() {
    files.put("file", "new", APPEND_OR_CREATE);

    assertThat(files.text("file")).isEqualTo("new");
  }

  @Test
  void metadata_that_is_no_number_is_refused() {
    assertThat(files.putRefusal("file", Map.of("FileMode", "rw")))
        .isEqualTo(ErrorCode.INVALID_ARGUMENT);
  }

  @Test
  void a_refused_put_does_not_read_the_content() {
    var content =
        new ScriptedContent(() -> {
          throw new AssertionError("the content was read");
        });

    assertThat(refusal(new FileRequest("missing", EXISTING), content))
        .isEqualTo(ErrorCode.NOT_FOUND);
  }

  @Test
  void an_interrupted_put_ends_though_its_content_does_not_notice() {
    var endless =
        new ScriptedContent(() -> {
          Thread.currentThread().interrupt();
          return 'x';
        });
    var outcome = new CompletableFuture<ErrorCode>();
    Thread.ofVirtual().start(() -> outcome.complete(refusal(FileRequest.of("file"), endless)));

    assertThat(outcome.join()).isEqualTo(ErrorCode.CANCELLED);
  }

  @Test
  void what_a_crash_has_left_is_removed_at_the_start() throws IOException {
    Files.writeString(unfinished().resolve("left"), "half of a fi");
    LocalFiles.started(root);

    assertThat(unfinished()).isEmptyDirectory();
  }

  @Test
  void what_another_instance_is_writing_stays_at_the_start() throws IOException {
    var bytes = List.of((int) 'x', -1).iterator();
    var content =
        new ScriptedContent(() -> {
          LocalFiles.started(root);
          return bytes.next();
        });
    files.store().put(CALL, FileRequest.of("file"), content);

    assertThat(files.text("file")).isEqualTo("x");
  }

  @Test
  void what_is_locked_by_another_stays_at_the_start() throws IOException {
    var file = Files.createFile(unfinished().resolve("written"));
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE);
        var _ = channel.lock()) {
      LocalFiles.started(root);

      assertThat(file).exists();
    }
  }

  @Test
  void unfinished_files_cannot_be_named() {
    assertThat(files.putRefusal(".outrigger-tmp/a", Map.of()))
        .isEqualTo(ErrorCode.INVALID_ARGUMENT);
  }

  /** The code that a put fails with by itself. */
  private ErrorCode refusal(FileRequest request, InputStream content) {
    return Outcome.codeOf(() -> {
      files.store().put(CALL, request, content);
      return CompletableFuture.completedFuture(null);
    });
  }

  private Path unfinished() {
    return root.resolve(".outrigger-tmp");
  }
}
