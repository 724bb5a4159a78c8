package io.outrigger.hdfs;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.spi.ErrorCode;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.hdfs.protocol.HdfsConstants;
import org.apache.hadoop.hdfs.protocol.HdfsConstants.SafeModeAction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a NameNode that is well refuses, and what the caller hears. */
@ExtendWith(SharedCluster.class)
final class HdfsRefusalTest {

  private static final short PRIVATE = 0700;
  private static final short OPEN = 0777;

  private MiniCluster cluster;
  private String root;
  private HdfsFiles files;

  @BeforeEach
  void start(MiniCluster shared) throws IOException {
    cluster = shared;
    root = "/refusal-" + UUID.randomUUID();
    directory("", OPEN);
    files = HdfsFiles.started(settings("bob"));
  }

  @AfterEach
  void close() {
    files.close();
  }

  private SettingsOf settings(String user) {
    return SettingsOf.cluster(cluster).with("root", root).with("user", user);
  }

  /** A directory of the superuser. */
  private Path directory(String name, short mode) throws IOException {
    var path = new Path(root + '/' + name);
    cluster.files().mkdirs(path);
    cluster.files().setPermission(path, new FsPermission(mode));
    return path;
  }

  /** A file of the superuser. */
  private void file(String name, String text) throws IOException {
    try (var content = cluster.files().create(new Path(root, name))) {
      content.writeBytes(text);
    }
  }

  private void nothingUnfinishedStays(String user) throws IOException {
    assertThat(cluster.files().listStatus(new Path(root + "/.outrigger-tmp/" + user))).isEmpty();
  }

  @Nested
  final class Permissions {

    @BeforeEach
    void closeADirectory() throws IOException {
      directory("closed", PRIVATE);
      file("closed/file", "text");
    }

    @Test
    void a_put_where_the_user_may_not_write_is_denied_and_leaves_nothing() throws IOException {
      assertThat(files.putRefusal("closed/new")).isEqualTo(ErrorCode.PERMISSION_DENIED);
      nothingUnfinishedStays("bob");
    }

    @Test
    void the_message_says_who_may_not_do_what() {
      assertThat(files.putFailure("closed/new", HdfsFiles.bytes(""), Map.of()))
          .hasMessageStartingWith(
              "file \"closed/new\": Permission denied: user=bob, access=EXECUTE, inode=");
    }

    @Test
    void a_get_is_denied() {
      assertThat(files.openRefusal("closed/file")).isEqualTo(ErrorCode.PERMISSION_DENIED);
    }

    @Test
    void a_get_of_a_file_that_only_its_owner_may_read_is_denied() throws IOException {
      file("file", "text");
      cluster.files().setPermission(new Path(root, "file"), new FsPermission(PRIVATE));

      assertThat(files.openRefusal("file")).isEqualTo(ErrorCode.PERMISSION_DENIED);
    }

    @Test
    void a_stat_is_denied() {
      assertThat(files.statRefusal("closed/file")).isEqualTo(ErrorCode.PERMISSION_DENIED);
    }

    @Test
    void a_deletion_is_denied() {
      assertThat(files.deleteRefusal("closed/file")).isEqualTo(ErrorCode.PERMISSION_DENIED);
    }

    @Test
    void a_list_of_the_directory_is_denied() {
      assertThat(files.listRefusal("closed/")).isEqualTo(ErrorCode.PERMISSION_DENIED);
    }

    @Test
    void a_list_of_what_is_above_passes_over_it() {
      files.put("a", "");
      files.put("z", "");

      assertThat(files.names("")).containsExactly("a", "z");
    }

    @Test
    void a_user_who_may_only_read_gets_a_store_that_only_reads() throws IOException {
      var readable = directory("readable", (short) 0755);
      file("readable/file", "text");
      try (var reader = HdfsFiles.started(settings("carol").with("root", readable.toString()))) {
        assertThat(reader.text("file")).isEqualTo("text");
        assertThat(reader.putFailure("new", HdfsFiles.bytes(""), Map.of()))
            .hasMessageContaining("expected: a root where it may")
            .extracting("code")
            .isEqualTo(ErrorCode.PERMISSION_DENIED);
      }
    }

    @Test
    void two_users_share_a_root() throws IOException {
      try (var other = HdfsFiles.started(settings("carol"))) {
        other.put("of-carol", "text");
        files.put("of-bob", "text");

        assertThat(files.names("")).contains("of-bob", "of-carol");
        assertThat(other.stat("of-bob").metadata()).containsEntry("owner", "bob");
      }
    }
  }

  @Nested
  final class Bounds {

    @Test
    void a_quota_of_names_is_told() throws IOException {
      var path = directory("few", OPEN);
      cluster.files().setQuota(path, 2, HdfsConstants.QUOTA_DONT_SET);
      files.put("few/1", "");

      assertThat(files.putRefusal("few/2")).isEqualTo(ErrorCode.RESOURCE_EXHAUSTED);
      nothingUnfinishedStays("bob");
    }

    @Test
    void a_quota_of_bytes_is_told() throws IOException {
      var path = directory("small", OPEN);
      cluster.files().setQuota(path, HdfsConstants.QUOTA_DONT_SET, 3);

      assertThat(files.putRefusal("small/file", "12345", Map.of()))
          .isEqualTo(ErrorCode.RESOURCE_EXHAUSTED);
      nothingUnfinishedStays("bob");
    }

    @Test
    void a_quota_of_bytes_of_the_root_is_told() throws IOException {
      cluster.files().setQuota(new Path(root), HdfsConstants.QUOTA_DONT_SET, 3);

      assertThat(files.putRefusal("file")).isEqualTo(ErrorCode.RESOURCE_EXHAUSTED);
      nothingUnfinishedStays("bob");
    }

    @Test
    void data_nodes_without_room_are_told() throws IOException {
      var huge = settings("bob").with("properties", Map.of("dfs.blocksize", "100t"));
      try (var other = HdfsFiles.started(huge)) {
        assertThat(other.putFailure("file", HdfsFiles.bytes("text"), Map.of()))
            .hasMessage("file \"file\": no space is left")
            .extracting("code")
            .isEqualTo(ErrorCode.RESOURCE_EXHAUSTED);
        nothingUnfinishedStays("bob");
      }
    }

    @Test
    void more_replicas_than_the_cluster_allows_are_a_wrong_setting() {
      var many = settings("bob").with("properties", Map.of("dfs.replication", "600"));
      try (var other = HdfsFiles.started(many)) {
        assertThat(other.putRefusal("file")).isEqualTo(ErrorCode.FAILED_PRECONDITION);
      }
    }
  }

  @Nested
  final class SafeMode {

    @BeforeEach
    void enter() throws IOException {
      files.put("old", "text");
      set(SafeModeAction.SAFEMODE_ENTER);
    }

    @AfterEach
    void leave() throws IOException {
      set(SafeModeAction.SAFEMODE_LEAVE);
      nothingUnfinishedStays("bob");
    }

    private void set(SafeModeAction action) throws IOException {
      cluster.cluster().getNameNodeRpc().setSafeMode(action, false);
    }

    @Test
    void a_put_has_to_wait() {
      assertThat(files.putRefusal("new")).isEqualTo(ErrorCode.UNAVAILABLE);
    }

    @Test
    void a_deletion_has_to_wait() {
      assertThat(files.deleteRefusal("old")).isEqualTo(ErrorCode.UNAVAILABLE);
    }

    @Test
    void a_get_goes_on() {
      assertThat(files.text("old")).isEqualTo("text");
    }
  }
}
