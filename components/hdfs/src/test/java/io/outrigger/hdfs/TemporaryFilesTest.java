package io.outrigger.hdfs;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.testkit.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What becomes of files that are not finished. */
@ExtendWith(SharedCluster.class)
final class TemporaryFilesTest {

  private MiniCluster cluster;
  private String root;
  private HdfsFiles files;

  @BeforeEach
  void start(MiniCluster shared) {
    cluster = shared;
    root = "/temporary-" + UUID.randomUUID();
    files = HdfsFiles.started(settings());
  }

  private SettingsOf settings() {
    return SettingsOf.cluster(cluster).with("root", root);
  }

  @AfterEach
  void close() {
    files.close();
  }

  private Stream<String> unfinished() throws IOException {
    return Arrays.stream(cluster.files().listStatus(new Path(directory())))
        .map(status -> status.getPath().getName());
  }

  private String directory() {
    return root + "/.outrigger-tmp/" + MiniCluster.SUPERUSER;
  }

  private Path closedFile(String name, Duration age) throws IOException {
    var path = new Path(directory(), name);
    cluster.files().create(path).close();
    cluster.files().setTimes(path, Instant.now().minus(age).toEpochMilli(), -1);
    return path;
  }

  private static void restart(HdfsFiles store) {
    Outcome.done(store.store()::start);
  }

  @Test
  void a_start_removes_what_was_closed_an_hour_ago() throws IOException {
    closedFile("old", TemporaryFiles.AGE.plusMinutes(1));
    restart(files);

    assertThat(unfinished()).isEmpty();
  }

  @Test
  void a_start_leaves_what_was_closed_just_now() throws IOException {
    closedFile("new", TemporaryFiles.AGE.minusMinutes(5));
    restart(files);

    assertThat(unfinished()).containsExactly("new");
  }

  @Test
  void a_start_leaves_what_is_open_however_old_it_is() throws IOException {
    var path = new Path(directory(), "open");
    try (var content = cluster.files().create(path)) {
      cluster.files().setTimes(path, Instant.now().minus(Duration.ofDays(9)).toEpochMilli(), -1);
      restart(files);

      assertThat(unfinished()).containsExactly("open");
      content.write(1);
    }
  }

  @Test
  void many_leftovers_are_removed() throws IOException {
    for (int i = 0; i < 30; i++) {
      closedFile("old-" + i, TemporaryFiles.AGE.plusMinutes(1));
    }
    restart(files);

    assertThat(unfinished()).isEmpty();
  }

  @Test
  void a_put_that_is_interrupted_leaves_neither_file_nor_lease() throws Exception {
    var put = StalledPut.start(files, "interrupted");
    assertThat(unfinished()).hasSize(1);
    put.interrupt();

    assertThat(unfinished()).isEmpty();
    assertThat(leases()).isZero();
  }

  @Test
  void closing_the_store_removes_what_is_being_written() throws Exception {
    var put = StalledPut.start(files, "closed");
    files.close();

    assertThat(unfinished()).isEmpty();
    assertThat(leases()).isZero();
    put.interrupt();
  }

  private long leases() {
    return cluster.cluster().getNamesystem().getNumFilesUnderConstruction();
  }
}
