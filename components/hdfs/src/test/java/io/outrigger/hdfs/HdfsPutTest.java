package io.outrigger.hdfs;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.spi.Call;
import io.outrigger.spi.ComponentException;
import io.outrigger.spi.ErrorCode;
import io.outrigger.spi.file.FileRequest;
import io.outrigger.testkit.Parallel;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a put leaves in HDFS, and what it does not. */
@ExtendWith(SharedCluster.class)
final class HdfsPutTest {

  private static final Map<String, String> IF_ABSENT = Map.of("if-none-match", "*");

  private MiniCluster cluster;
  private String root;
  private HdfsFiles files;

  @BeforeEach
  void start(MiniCluster shared) {
    cluster = shared;
    root = "/put-" + UUID.randomUUID();
    files = HdfsFiles.started(settings());
  }

  private SettingsOf settings() {
    return SettingsOf.cluster(cluster).with("root", root);
  }

  @AfterEach
  void nothing_unfinished_stays() throws IOException {
    assertThat(unfinished()).isEmpty();
    files.close();
  }

  private FileStatus[] unfinished() throws IOException {
    return cluster.files().listStatus(userDirectory());
  }

  private Path userDirectory() {
    return new Path(root + "/.outrigger-tmp/" + MiniCluster.SUPERUSER);
  }

  @Test
  void a_file_stands_in_hdfs_under_its_name() throws IOException {
    files.put("a/文件 %2F", "text");

    try (var content = cluster.files().open(new Path(root + "/a/文件 %2F"))) {
      assertThat(content.readAllBytes()).asString().isEqualTo("text");
    }
  }

  @Test
  void a_colon_stands_in_hdfs_as_a_character_for_private_use() throws IOException {
    files.put("10:30", "text");

    assertThat(cluster.files().exists(new Path(root + "/10\uF03A30"))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"filesize", "fileSize"})
  void content_of_the_declared_size_is_kept(String key) {
    files.put("sized", HdfsFiles.bytes("12345"), Map.of(key, "5"));

    assertThat(files.text("sized")).isEqualTo("12345");
  }

  @ParameterizedTest
  @CsvSource({"4", "6", "0", "1000000"})
  void content_of_another_size_leaves_nothing(String size) {
    assertThat(files.putRefusal("sized", "12345", Map.of("filesize", size)))
        .isEqualTo(ErrorCode.INVALID_ARGUMENT);
    assertThat(files.exists("sized")).isFalse();
  }

  @Test
  void content_of_another_size_leaves_the_old_file() {
    files.put("sized", "old");
    var _ = files.putRefusal("sized", "12345", Map.of("filesize", "4"));

    assertThat(files.text("sized")).isEqualTo("old");
  }

  @Test
  void content_is_read_no_further_than_its_size() {
    var endless =
        new InputStream() {
          @Override
          public int read() {
            return 'e';
          }
        };

    assertThat(files.putFailure("sized", endless, Map.of("filesize", "300000")))
        .hasMessage("file \"sized\": its content has more bytes (expected: 300000, by filesize)");
  }

  @Test
  void a_file_that_must_be_new_is_refused_when_it_is_there() {
    files.put("new", HdfsFiles.bytes("first"), IF_ABSENT);

    assertThat(files.putRefusal("new", "second", IF_ABSENT)).isEqualTo(ErrorCode.ALREADY_EXISTS);
    assertThat(files.text("new")).isEqualTo("first");
  }

  @Test
  void of_many_puts_of_a_file_that_must_be_new_one_succeeds() {
    var outcomes =
        Parallel.run(16, thread -> () -> attempt("race", Integer.toString(thread), IF_ABSENT));

    assertThat(outcomes.stream().filter(String::isEmpty)).hasSize(1);
    assertThat(outcomes.stream().filter(outcome -> !outcome.isEmpty()))
        .containsOnly("ALREADY_EXISTS");
  }

  private String attempt(String name, String text, Map<String, String> metadata) {
    try {
      files
          .store()
          .put(
              Call.within(Duration.ofSeconds(20)),
              new FileRequest(name, metadata),
              HdfsFiles.bytes(text));
      return "";
    } catch (ComponentException e) {
      return e.code().toString();
    } catch (IOException e) {
      return e.toString();
    }
  }

  @Test
  void a_put_over_a_directory_is_refused() {
    files.put("d/file", "text");

    assertThat(files.putRefusal("d")).isEqualTo(ErrorCode.INVALID_ARGUMENT);
  }

  @Test
  void a_put_below_a_file_is_refused() {
    files.put("file", "text");

    assertThat(files.putRefusal("file/below")).isEqualTo(ErrorCode.INVALID_ARGUMENT);
  }

  @Test
  void a_directory_that_is_removed_during_the_put_is_made_again() {
    files.put("d/other", "text");
    var content =
        new Moment(
            0,
            4,
            () -> {
              files.delete("d/other");
              cluster.files().delete(new Path(root, "d"), false);
            });
    files.put("d/file", content, Map.of());

    assertThat(files.text("d/file")).isEqualTo("mmmm");
  }

  @Test
  void the_directory_of_unfinished_files_is_made_again() throws IOException {
    cluster.files().delete(userDirectory().getParent(), true);
    files.put("file", "text");

    assertThat(files.text("file")).isEqualTo("text");
  }

  @Test
  void others_cannot_look_into_unfinished_files() throws IOException {
    assertThat(cluster.files().getFileStatus(userDirectory()).getPermission().toShort())
        .isEqualTo((short) 0700);
    assertThat(cluster.files().getFileStatus(userDirectory().getParent()).getPermission().toShort())
        .isEqualTo((short) 01777);
  }

  @Test
  void a_file_is_as_readable_as_those_of_other_clients() throws IOException {
    files.put("file", "text");

    assertThat(files.stat("file").metadata()).containsEntry("permission", "rw-r--r--");
  }

  @Test
  void the_replication_and_the_block_size_are_those_of_the_cluster() throws IOException {
    files.put("file", "text");

    var status = cluster.files().getFileStatus(new Path(root, "file"));
    assertThat(status.getReplication()).isEqualTo((short) 1);
    assertThat(status.getBlockSize()).isEqualTo(128L << 20);
  }

  @Test
  void the_replication_and_the_block_size_can_be_asked_for() throws IOException {
    var special =
        settings()
            .with("replication", Optional.of(2))
            .with("properties", Map.of("dfs.blocksize", "1m"));
    try (var other = HdfsFiles.started(special)) {
      other.put("file", "text");
    }

    var status = cluster.files().getFileStatus(new Path(root, "file"));
    assertThat(status.getReplication()).isEqualTo((short) 2);
    assertThat(status.getBlockSize()).isEqualTo(1L << 20);
  }

  @Test
  void each_put_gives_another_etag() {
    files.put("file", "text");
    var first = files.stat("file").metadata().get("etag");
    files.put("file", "text");

    assertThat(files.stat("file").metadata().get("etag")).isNotEqualTo(first);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/a",
        "a/",
        "a//b",
        ".",
        "a/./b",
        "a\u0000",
        "a\uF03A",
        "\ud800",
        ".outrigger-tmp",
        ".outrigger-tmp/x",
        ".reserved",
        "a/.reserved",
        "a/.snapshot/b",
        ""
      })
  void what_hdfs_cannot_keep_or_keeps_for_itself_is_no_name(String name) {
    assertThat(
            Stream.of(
                files.putRefusal(name),
                files.openRefusal(name),
                files.statRefusal(name),
                files.deleteRefusal(name)))
        .containsOnly(ErrorCode.INVALID_ARGUMENT);
  }

  @Test
  void a_part_longer_than_hdfs_keeps_is_no_name() {
    assertThat(files.putFailure("文".repeat(86), HdfsFiles.bytes("x"), Map.of()))
        .hasMessageContaining("limit=255")
        .extracting("code")
        .isEqualTo(ErrorCode.INVALID_ARGUMENT);
  }
}
