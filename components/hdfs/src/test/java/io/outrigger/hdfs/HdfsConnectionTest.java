package io.outrigger.hdfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.outrigger.spi.Call;
import io.outrigger.spi.ErrorCode;
import io.outrigger.spi.file.FileRequest;
import io.outrigger.testkit.Outcome;
import io.outrigger.testkit.TestCall;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The beginning and the end of a connection, and endpoints behind which there is no NameNode. */
@ExtendWith(SharedCluster.class)
@Timeout(30)
final class HdfsConnectionTest {

  private static HdfsFiles at(int port) {
    return HdfsFiles.of(SettingsOf.endpoint("tcp:127.0.0.1:" + port));
  }

  private static ServerSocket silence() throws IOException {
    return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  @Test
  void a_start_without_a_name_node_says_so() throws IOException {
    int port;
    try (var socket = silence()) {
      port = socket.getLocalPort();
    }
    try (var files = at(port)) {
      var failure = files.startFailure();

      assertThat(failure.code()).isEqualTo(ErrorCode.UNAVAILABLE);
      assertThat(failure)
          .hasMessageStartingWith("HDFS at 127.0.0.1:" + port + ": ")
          .hasMessageEndingWith("Connection refused");
    }
  }

  @Test
  void a_start_at_a_host_that_nobody_knows_says_so() {
    try (var files = HdfsFiles.of(SettingsOf.endpoint("tcp:no-such-host.invalid:9000"))) {
      assertThat(files.startFailure())
          .hasMessageContaining("no-such-host.invalid")
          .extracting("code")
          .isEqualTo(ErrorCode.UNAVAILABLE);
    }
  }

  @Test
  void a_name_service_of_which_nobody_knows_a_host_says_so() {
    var settings =
        SettingsOf.endpoint("hdfs://service")
            .with("nameNodes", List.of("no-such-host.invalid:1", "nor-such.invalid:1"));
    try (var files = HdfsFiles.of(settings)) {
      assertThat(files.startFailure().code()).isEqualTo(ErrorCode.UNAVAILABLE);
    }
  }

  @Test
  void a_name_node_that_is_silent_is_a_timeout() throws IOException {
    try (var socket = silence();
        var files =
            HdfsFiles.of(
                SettingsOf.endpoint("tcp:127.0.0.1:" + socket.getLocalPort())
                    .with("readTimeout", Duration.ofMillis(300)))) {
      assertThat(files.startFailure().code()).isEqualTo(ErrorCode.TIMEOUT);
    }
  }

  @Test
  void a_name_node_that_talks_something_else_is_unavailable() throws IOException {
    try (var socket = silence();
        var files = at(socket.getLocalPort())) {
      Thread.ofVirtual().start(() -> answerHttp(socket));

      assertThat(files.startFailure().code()).isEqualTo(ErrorCode.UNAVAILABLE);
    }
  }

  private static void answerHttp(ServerSocket socket) {
    try (var connection = socket.accept()) {
      connection
          .getOutputStream()
          .write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void a_call_that_is_cancelled_waits_for_no_silent_name_node() throws IOException {
    try (var socket = silence();
        var files = at(socket.getLocalPort())) {
      Thread.ofVirtual().start(() -> Outcome.of(files.store()::start));
      await().until(() -> isOpen(files));
      var call = new TestCall(Duration.ofSeconds(20));
      var stat = files.store().stat(call, FileRequest.of("file"));
      call.cancel();

      assertThat(Outcome.of(() -> stat).failedWith(ErrorCode.CANCELLED)).isTrue();
    }
  }

  @Test
  void the_deadline_of_a_call_waits_for_no_silent_name_node() throws IOException {
    try (var socket = silence();
        var files = at(socket.getLocalPort())) {
      Thread.ofVirtual().start(() -> Outcome.of(files.store()::start));
      await().until(() -> isOpen(files));
      var call = Call.within(Duration.ofMillis(300));
      var stat = files.store().stat(call, FileRequest.of("file"));

      assertThat(Outcome.of(() -> stat).failedWith(ErrorCode.TIMEOUT)).isTrue();
    }
  }

  private static boolean isOpen(HdfsFiles files) {
    var outcome =
        Outcome.of(
            () -> files.store().stat(Call.within(Duration.ofMillis(50)), FileRequest.of("file")));
    return outcome.failedWith(ErrorCode.TIMEOUT);
  }

  @Test
  void a_call_before_the_start_says_that_there_is_no_connection() {
    try (var files = at(1)) {
      assertThat(files.statRefusal("file")).isEqualTo(ErrorCode.UNAVAILABLE);
    }
  }

  @Test
  void a_call_after_the_end_says_that_there_is_no_connection(MiniCluster cluster) {
    var files = HdfsFiles.started(SettingsOf.cluster(cluster).with("root", "/ended"));
    files.close();

    assertThat(files.statRefusal("file")).isEqualTo(ErrorCode.UNAVAILABLE);
  }

  @Test
  void a_root_that_is_removed_is_not_healthy(MiniCluster cluster) throws IOException {
    var root = "/removed-" + UUID.randomUUID();
    try (var files = HdfsFiles.started(SettingsOf.cluster(cluster).with("root", root))) {
      cluster.files().delete(new Path(root), true);

      assertThat(Outcome.valueOf(files.store()::health).detail())
          .isEqualTo("root: " + root + " (expected: a directory)");
    }
  }

  @Test
  void a_root_that_is_a_file_is_refused(MiniCluster cluster) throws IOException {
    cluster.files().create(new Path("/a-file")).close();
    try (var files = HdfsFiles.of(SettingsOf.cluster(cluster).with("root", "/a-file"))) {
      assertThat(files.startFailure())
          .hasMessageContaining("root: /a-file is a file (expected: a directory)");
    }
  }

  @Test
  void no_thread_stays_when_a_store_is_closed(MiniCluster cluster) {
    var before = threads();
    var files =
        HdfsFiles.started(
            SettingsOf.cluster(cluster).with("user", "someone").with("root", "/threads"));
    files.put("file", "text");
    assertThat(files.text("file")).isEqualTo("text");
    assertThat(newThreads(before)).isNotEmpty();
    files.close();

    await()
        .atMost(Duration.ofSeconds(15))
        .untilAsserted(() -> assertThat(newThreads(before)).isEmpty());
  }

  private static Set<Thread> newThreads(Set<Thread> before) {
    var now = threads();
    now.removeAll(before);
    return now;
  }

  /** Those of Hadoop's client; the servers in this process have others. */
  private static Set<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread ->
            thread
                .getName()
                .matches(
                    "(IPC Client|IPC Parameter|LeaseRenewer|DataStreamer|ResponseProcessor|.*Peer).*"))
        .collect(Collectors.toSet());
  }
}
