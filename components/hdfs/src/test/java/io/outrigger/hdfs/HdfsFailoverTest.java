package io.outrigger.hdfs;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.spi.ErrorCode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two NameNodes, of which one is active, or none. */
@Timeout(60)
final class HdfsFailoverTest {

  private static MiniCluster cluster;

  @BeforeAll
  static void start() throws IOException {
    cluster = MiniCluster.startPair();
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  private static SettingsOf pair() {
    return SettingsOf.endpoint("hdfs://service/base")
        .with("nameNodes", List.of(cluster.address(0), cluster.address(1)));
  }

  @Test
  void files_outlive_a_failover() throws Exception {
    try (var files = HdfsFiles.started(pair())) {
      files.put("before", "text");
      cluster.activate(1);
      files.put("after", "text");

      assertThat(files.names("")).containsExactly("after", "before");
      cluster.activate(0);
      assertThat(files.text("after")).isEqualTo("text");
    }
  }

  @Test
  void a_put_goes_on_during_a_failover() throws Exception {
    try (var files = HdfsFiles.started(pair())) {
      var content = new Moment(1 << 20, 3 << 20, () -> cluster.activate(1));
      files.put("during", content, Map.of());

      assertThat(files.stat("during").size()).isEqualTo(3 << 20);
    } finally {
      cluster.activate(0);
    }
  }

  @Test
  void no_active_one_is_unavailable_within_seconds() throws Exception {
    try (var files = HdfsFiles.started(pair())) {
      cluster.deactivate(0);
      var begin = System.nanoTime();

      assertThat(files.statRefusal("file")).isEqualTo(ErrorCode.UNAVAILABLE);
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(8));
    } finally {
      cluster.activate(0);
    }
  }

  @Test
  void a_standby_alone_is_unavailable() {
    var standby = SettingsOf.endpoint("tcp:" + cluster.address(1));
    try (var files = HdfsFiles.of(standby)) {
      var failure = files.startFailure();

      assertThat(failure.code()).isEqualTo(ErrorCode.UNAVAILABLE);
      assertThat(failure).hasMessageContaining("not supported in state standby");
    }
  }
}
