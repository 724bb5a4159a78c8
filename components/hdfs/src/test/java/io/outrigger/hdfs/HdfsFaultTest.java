package io.outrigger.hdfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.outrigger.spi.Call;
import io.outrigger.spi.ComponentException;
import io.outrigger.spi.ErrorCode;
import io.outrigger.spi.file.FileRequest;
import io.outrigger.testkit.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hdfs.protocol.ExtendedBlock;
import org.apache.hadoop.hdfs.server.datanode.DataNodeFaultInjector;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A NameNode or a DataNode that goes away or hangs, and what it leaves. */
@Timeout(60)
final class HdfsFaultTest {

  private static final int MEBIBYTE = 1 << 20;

  private static MiniCluster cluster;

  private String root;
  private HdfsFiles files;

  @BeforeAll
  static void startCluster() throws IOException {
    cluster = MiniCluster.start();
  }

  @AfterAll
  static void stopCluster() {
    cluster.close();
  }

  @BeforeEach
  void start() {
    root = "/fault-" + UUID.randomUUID();
    files =
        HdfsFiles.started(
            SettingsOf.cluster(cluster)
                .with("root", root)
                .with("readTimeout", Duration.ofSeconds(2))
                .with("properties", Map.of("dfs.blocksize", "1m")));
  }

  @AfterEach
  void close() {
    files.close();
  }

  private List<String> unfinished() throws IOException {
    return Stream.of(cluster.files().listStatus(temporary()))
        .map(FileStatus::getPath)
        .map(Path::getName)
        .toList();
  }

  private Path temporary() {
    return new Path(root + "/.outrigger-tmp/" + MiniCluster.SUPERUSER);
  }

  private static void put(HdfsFiles files, String name, InputStream content) throws IOException {
    files.store().put(Call.within(Duration.ofMinutes(1)), FileRequest.of(name), content);
  }

  @Nested
  final class DataNodes {

    @AfterEach
    void restore() throws IOException {
      DataNodeFaultInjector.set(new DataNodeFaultInjector());
      cluster.reviveDataNode();
    }

    @Test
    void one_that_goes_during_a_put_leaves_the_old_file() throws IOException {
      files.put("file", "old");
      var content = new Moment(3 * MEBIBYTE, 6 * MEBIBYTE, cluster::killDataNode);

      assertThat(files.putFailure("file", content, Map.of()).code())
          .isEqualTo(ErrorCode.UNAVAILABLE);
      assertThat(unfinished()).isEmpty();
      cluster.reviveDataNode();
      assertThat(files.text("file")).isEqualTo("old");
    }

    @Test
    void none_makes_a_file_unavailable() throws IOException {
      files.put("old", "text");
      cluster.killDataNode();

      assertThat(List.of(files.openRefusal("old"), files.putRefusal("new")))
          .containsOnly(ErrorCode.UNAVAILABLE);
      assertThat(files.names("")).containsExactly("old");
      assertThat(unfinished()).isEmpty();
    }

    @Test
    void one_that_goes_during_a_get_ends_it() throws IOException {
      put(files, "file", new Moment(0, 8 * MEBIBYTE, () -> {}));
      try (var content = files.open("file")) {
        cluster.killDataNode();

        assertThatThrownBy(content::readAllBytes)
            .isInstanceOf(ComponentException.class)
            .extracting("code")
            .isEqualTo(ErrorCode.UNAVAILABLE);
      }
    }

    @Test
    void a_block_with_another_checksum_is_lost_data() throws Exception {
      files.put("file", "text".repeat(1000));
      cluster.cluster().corruptReplica(0, cluster.blocksOf(root + "/file").getFirst());

      assertThat(files.openRefusal("file")).isEqualTo(ErrorCode.DATA_LOSS);
    }

    @Test
    void one_that_hangs_stops_content_from_being_taken() throws Exception {
      var hanging = new HangingDataNode();
      var content = new Moment(0, 100L * MEBIBYTE, () -> {});
      var thread = Thread.ofVirtual().start(() -> attemptPut(content, new AtomicReference<>()));
      hanging.await();
      await().during(Duration.ofMillis(500)).until(() -> content.taken() > 0);
      hanging.release();
      thread.interrupt();
      thread.join();

      assertThat(content.taken()).isLessThan((long) HdfsFileStore.PUT_MEBIBYTES * MEBIBYTE);
    }

    @Test
    void one_that_hangs_keeps_no_interrupted_put() throws Exception {
      var hanging = new HangingDataNode();
      var failure = new AtomicReference<Throwable>();
      var content = new Moment(0, 100L * MEBIBYTE, () -> {});
      var thread = Thread.ofVirtual().start(() -> attemptPut(content, failure));
      hanging.await();
      thread.interrupt();

      assertThat(thread.join(Duration.ofSeconds(5))).isTrue();
      hanging.release();
      assertThat(failure.get()).extracting("code").isEqualTo(ErrorCode.CANCELLED);
      assertThat(unfinished()).isEmpty();
    }

    @Test
    void one_that_hangs_ends_a_put_after_the_read_timeout() throws Exception {
      var hanging = new HangingDataNode();
      var content = new Moment(0, 100L * MEBIBYTE, () -> {});

      assertThat(files.putFailure("file", content, Map.of()).code())
          .isIn(ErrorCode.UNAVAILABLE, ErrorCode.TIMEOUT);
      hanging.release();
      assertThat(unfinished()).isEmpty();
    }

    private void attemptPut(InputStream content, AtomicReference<Throwable> failure) {
      try {
        put(files, "file", content);
      } catch (IOException | RuntimeException e) {
        failure.set(e);
      }
    }
  }

  /** A DataNode that writes nothing until it is released. */
  private static final class HangingDataNode {

    private final CountDownLatch hangs = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    HangingDataNode() {
      DataNodeFaultInjector.set(
          new DataNodeFaultInjector() {
            @Override
            public void delayWriteToDisk() {
              hangs.countDown();
              try {
                released.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            }
          });
    }

    void await() throws InterruptedException {
      hangs.await();
    }

    void release() {
      released.countDown();
    }
  }

  @Nested
  final class Replacement {

    @Test
    void a_file_of_one_block_that_is_being_read_stays_whole() throws IOException {
      var old = "old".repeat(300_000);
      files.put("file", old);
      var replaced = blocks(1);
      try (var content = files.open("file")) {
        files.put("file", "new");
        waitUntilGone(replaced);

        assertThat(new String(content.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(old);
      }
    }

    @Test
    void a_file_of_many_blocks_that_is_being_read_is_never_mixed_with_the_new_one()
        throws IOException {
      put(files, "file", new Moment(0, 8 * MEBIBYTE, () -> {}));
      var replaced = blocks(8);
      try (var content = files.open("file")) {
        files.put("file", HdfsFiles.bytes("n".repeat(8 * MEBIBYTE)), Map.of());
        waitUntilGone(replaced);
        var read = new byte[MEBIBYTE];

        assertThat(content.readNBytes(read, 0, MEBIBYTE)).isEqualTo(MEBIBYTE);
        assertThat(new String(read, StandardCharsets.UTF_8)).matches("m+");
        assertThatThrownBy(content::readAllBytes)
            .hasMessage("file \"file\" was replaced or removed while it was read")
            .extracting("code")
            .isEqualTo(ErrorCode.ABORTED);
      }
    }

    private List<ExtendedBlock> blocks(int expected) throws IOException {
      var blocks = cluster.blocksOf(root + "/file");
      assertThat(blocks).hasSize(expected);
      return blocks;
    }

    private void waitUntilGone(List<ExtendedBlock> blocks) {
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> blocks.stream().noneMatch(cluster::hasOnDisk));
    }
  }

  @Nested
  final class NameNodes {

    @Test
    void one_that_is_gone_makes_everything_unavailable_at_once() throws Exception {
      files.put("file", "text");
      cluster.killNameNode();
      var begin = System.nanoTime();
      try {
        assertThat(
                List.of(
                    files.putRefusal("new"),
                    files.openRefusal("file"),
                    files.statRefusal("file"),
                    files.listRefusal(""),
                    files.deleteRefusal("file")))
            .containsOnly(ErrorCode.UNAVAILABLE);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
        assertThat(Outcome.of(files.store()::health).succeeded()).isFalse();
      } finally {
        cluster.reviveNameNode();
      }
      assertThat(files.text("file")).isEqualTo("text");
    }

    @Test
    void one_that_goes_during_a_put_leaves_nothing_once_it_is_back() throws Exception {
      var content = new Moment(MEBIBYTE / 2, MEBIBYTE, this::killOnceThereIsABlock);
      try {
        assertThat(files.putFailure("file", content, Map.of()).code())
            .isEqualTo(ErrorCode.UNAVAILABLE);
      } finally {
        cluster.reviveNameNode();
      }

      assertThat(files.names("")).isEmpty();
      assertThat(unfinished()).hasSize(1);
      await().until(() -> Outcome.valueOf(files.store()::health).isUp());
      assertThat(unfinished()).isEmpty();
    }

    /** A NameNode that stops while it makes a block may answer anything. */
    private void killOnceThereIsABlock() {
      await().until(() -> hasBlock(unfinished().getFirst()));
      cluster.killNameNode();
    }

    private boolean hasBlock(String unfinished) throws IOException {
      return !cluster.blocksOf(new Path(temporary(), unfinished).toString()).isEmpty();
    }
  }
}
