package io.outrigger.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.runtime.Sidecar;
import io.outrigger.runtime.component.Deadlines;
import io.outrigger.runtime.fake.FakeStateStore;
import io.outrigger.runtime.fake.Fakes;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command {@code health}, against a sidecar of this process. */
final class HealthCommandTest {

  private final FakeStateStore store = new FakeStateStore();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Sidecar sidecar = start(store);

  private static Sidecar start(FakeStateStore store) {
    return Sidecar.start(
        "test.json",
        Fakes.config(
            store,
            """
            {"server": {"listen": ["127.0.0.1:0"], "graceful_stop_timeout": "0s"},
             "actuator": {"listen": ["127.0.0.1:0"]},
             "components": {"state": {"s": {"type": "fake"}}}}
            """));
  }

  private void startDown() {
    sidecar.close();
    store.starting = CompletableFuture.failedFuture(new IOException("connection refused"));
    sidecar = start(store);
  }

  @AfterEach
  void stop() {
    sidecar.close();
  }

  @Test
  void a_sidecar_that_can_serve_ends_it_with_0() {
    assertThat(health(api())).isZero();
    assertThat(out.toString()).startsWith("SERVING");
    assertThat(health(actuator())).isZero();
    assertThat(out.toString()).contains("UP");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void a_sidecar_that_cannot_serve_ends_it_with_1() {
    startDown();

    assertThat(health(api())).isEqualTo(1);
    assertThat(err.toString()).startsWith("NOT_SERVING");
    assertThat(health(actuator())).isEqualTo(1);
    assertThat(err.toString()).contains("state/s", "connection refused");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void no_sidecar_ends_it_with_69() {
    var api = api();
    var actuator = actuator();
    sidecar.close();

    assertThat(health(api)).isEqualTo(69);
    assertThat(health(actuator)).isEqualTo(69);
    assertThat(err.toString().lines())
        .hasSize(2)
        .allMatch(line -> line.startsWith("outrigger: no sidecar answers at "));
  }

  @Test
  void one_that_accepts_and_says_nothing_ends_it_with_69_in_time() throws Exception {
    try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      var address = "127.0.0.1:" + silent.getLocalPort();

      assertThat(run("health", "-t", "0.2", "-a", address)).isEqualTo(69);
      assertThat(run("health", "-t", "0.2", "-a", "http://" + address)).isEqualTo(69);
    }
  }

  @Test
  void an_answer_that_never_ends_ends_it_with_69_in_time() throws Exception {
    try (var endless = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        var deadlines = new Deadlines()) {
      Thread.ofVirtual()
          .start(() -> {
            var out = begin(endless);
            var _ = deadlines.every(Duration.ofMillis(20), () -> write(out, "x"));
          });
      var address = "http://127.0.0.1:" + endless.getLocalPort();
      var status = new CompletableFuture<Integer>();
      Thread.ofVirtual().start(() -> status.complete(run("health", "-t", "0.3", "-a", address)));

      assertThat(status.get(15, TimeUnit.SECONDS)).isEqualTo(69);
      assertThat(err.toString()).contains("no whole answer in time");
    }
  }

  private static OutputStream begin(ServerSocket server) {
    try {
      var out = server.accept().getOutputStream();
      write(out, "HTTP/1.1 200 OK\r\n\r\n");
      return out;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(OutputStream out, String text) {
    try {
      out.write(text.getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"nothing", "http://", "http://a/actuator/health", "http:// "})
  void what_is_no_address_ends_it_with_65(String address) {
    assertThat(health(address)).isEqualTo(65);
    assertThat(err.toString()).contains("--address", "expected: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "NaN", "1e9"})
  void a_time_that_cannot_be_meant_ends_it_with_65(String seconds) {
    assertThat(run("health", "-a", api(), "-t", seconds)).isEqualTo(65);
    assertThat(err.toString()).contains("--timeout");
  }

  private String api() {
    return sidecar.addresses().getFirst().toString();
  }

  private String actuator() {
    return "http://" + sidecar.actuator().getFirst();
  }

  private int health(String address) {
    return run("health", "-a", address);
  }

  private int run(String... arguments) {
    return Main.run(arguments, new PrintWriter(out, true), new PrintWriter(err, true));
  }
}
