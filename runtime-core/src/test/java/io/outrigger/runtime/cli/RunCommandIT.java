package io.outrigger.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.outrigger.proto.layotto.v1.RuntimeGrpc;
import io.outrigger.proto.layotto.v1.SaveStateRequest;
import io.outrigger.proto.layotto.v1.StateItem;
import io.outrigger.runtime.config.ListenAddress;
import io.outrigger.runtime.server.ClientConnection;
import io.outrigger.spi.ComponentProvider;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code run} as a process of its own: its exit code and its log. */
final class RunCommandIT {

  private static final Pattern ADDRESS = Pattern.compile("listens on (127\\.0\\.0\\.1:\\d+)");
  private static final int TIMES = 5;

  @TempDir private Path directory;

  @Test
  void sigterm_while_a_component_starts_closes_it_and_ends_with_0() throws Exception {
    try (var sidecar = run("\"components\": {\"hello\": {\"stuck\": {}}}")) {
      assertThat(sidecar.out.readLine()).isEqualTo("starting");

      assertThat(sidecar.terminate()).isZero();

      assertThat(sidecar.out.readLine()).isEqualTo("closed");
      assertThat(log()).singleElement().asString().endsWith("event=stopped while=starting");
    }
  }

  @Test
  void a_client_that_speaks_no_http_2_is_at_most_a_line_of_the_log() throws Exception {
    try (var sidecar = run("\"server\": {\"listen\": [\"127.0.0.1:0\"]}")) {
      var address = (ListenAddress.Tcp) sidecar.address();

      for (int i = 0; i < TIMES; i++) {
        send(address, "GET / HTTP/1.1\r\nHost: a\r\n\r\n");
        send(address, "\0\1\2\3 garbage \u001b[31m\n".repeat(10));
      }

      assertThat(sidecar.terminate()).isZero();
    }
    assertThat(log()).hasSizeLessThanOrEqualTo(2 * TIMES + 1).allMatch(RunCommandIT::isLogLine);
    assertThat(log()).last().asString().endsWith("event=stopped");
  }

  @Test
  void a_message_that_is_too_large_is_at_most_a_line_of_the_log() throws Exception {
    var settings = "\"listen\": [\"127.0.0.1:0\"], \"max_message_size\": \"1KiB\"";
    try (var sidecar = run("\"server\": {" + settings + "}")) {
      var item = StateItem.newBuilder().setValue(ByteString.copyFrom(new byte[10_000]));
      var request = SaveStateRequest.newBuilder().addStates(item).build();
      try (var connection = new ClientConnection(sidecar.address(), 1 << 20)) {
        var stub = RuntimeGrpc.newBlockingStub(connection.channel());
        for (int i = 0; i < TIMES; i++) {
          assertThatThrownBy(() -> stub.saveState(request)).hasMessageContaining("1024");
        }
      }

      assertThat(sidecar.terminate()).isZero();
    }
    assertThat(log()).hasSizeLessThanOrEqualTo(TIMES + 2).allMatch(RunCommandIT::isLogLine);
  }

  private static boolean isLogLine(String line) {
    return line.matches("\\d\\d:\\d\\d:\\d\\d\\.\\d{3} [A-Z]+ +\\w+ .*");
  }

  private static void send(ListenAddress.Tcp address, String text) throws IOException {
    try (var socket = new Socket(address.host(), address.port())) {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
      socket.shutdownOutput();
      socket.getInputStream().readAllBytes();
    } catch (SocketException e) {
      assertThat(e).as("the server has closed").hasMessageContaining("reset");
    }
  }

  private List<String> log() throws IOException {
    return Files.readAllLines(directory.resolve("log"));
  }

  private Sidecar run(String members) throws IOException {
    var services = Files.createDirectories(directory.resolve("META-INF/services"));
    Files.writeString(
        services.resolve(ComponentProvider.class.getName()), StuckComponents.class.getName());
    var config = Files.writeString(directory.resolve("config.json"), "{" + members + "}");
    var builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                directory + File.pathSeparator + System.getProperty("java.class.path"),
                Main.class.getName(),
                "run",
                "-c",
                config.toString())
            .redirectError(directory.resolve("log").toFile());
    builder.environment().put("OUTRIGGER_LOG_FORMAT", "text");
    var process = builder.start();
    return new Sidecar(process, process.inputReader(StandardCharsets.UTF_8));
  }

  private record Sidecar(Process process, BufferedReader out) implements AutoCloseable {

    ListenAddress address() throws IOException {
      var greeting = out.readLine();
      var match = ADDRESS.matcher(greeting);
      assertThat(match.find()).as(greeting).isTrue();
      return ListenAddress.parse(match.group(1));
    }

    /** Sends SIGTERM and gives the exit code. */
    int terminate() throws InterruptedException {
      process.toHandle().destroy(); // Unlike that of the process, leaves the streams open.
      assertThat(process.waitFor(15, TimeUnit.SECONDS)).as("it ends").isTrue();
      return process.exitValue();
    }

    @Override
    public void close() {
      process.destroyForcibly();
    }
  }
}
