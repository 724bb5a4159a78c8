package io.outrigger.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.outrigger.runtime.component.ComponentCatalog;
import io.outrigger.runtime.component.StartFailedException;
import io.outrigger.runtime.config.ConfigException;
import io.outrigger.runtime.config.ConfigReader;
import io.outrigger.runtime.config.Environment;
import io.outrigger.runtime.config.RuntimeConfig;
import io.outrigger.runtime.fake.FakeStateStore;
import io.outrigger.runtime.fake.Fakes;
import io.outrigger.runtime.fake.TestCertificates;
import io.outrigger.runtime.server.ListenException;
import io.outrigger.spi.ComponentDescriptor;
import io.outrigger.spi.Kind.NoSettings;
import io.outrigger.spi.state.StateStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts that fail: nothing of them is left. */
final class SidecarStartTest {

  private final FakeStateStore store = new FakeStateStore();
  @TempDir private Path directory;
  private List<Thread> before = List.of();

  @BeforeEach
  void remember() {
    before = threads();
  }

  @AfterEach
  void nothing_is_left() {
    await()
        .untilAsserted(
            () -> assertThat(threads()).filteredOn(thread -> !before.contains(thread)).isEmpty());
  }

  @Test
  void settings_that_contradict_each_other() {
    assertThatThrownBy(() -> Sidecar.start("test.json", contradiction()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("these settings contradict each other");
  }

  @Test
  void an_address_that_cannot_be_bound() {
    var config =
        config(
            """
            "server": {"listen": ["127.0.0.1:0", "unix:/nonexistent/socket"]},
            """);

    assertThatThrownBy(() -> Sidecar.start("test.json", config))
        .isInstanceOf(ListenException.class);
    assertThat(store.log).endsWith("close");
  }

  @Test
  void a_port_of_the_actuator_that_is_taken_while_files_are_watched() throws IOException {
    var pair = new TestCertificates("authority").issue(directory, "server");
    var token = Files.writeString(directory.resolve("token"), "sesame");
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var config =
          config(
              """
              "server": {"listen": ["127.0.0.1:0"], "token_file": "%s",
                         "tls": {"certificate": "%s", "key": "%s", "reload": "10ms"}},
              "actuator": {"listen": ["127.0.0.1:%d"]},
              """
                  .formatted(token, pair.certificate(), pair.key(), taken.getLocalPort()));

      assertThatThrownBy(() -> Sidecar.start("test.json", config))
          .isInstanceOf(ListenException.class);
    }
  }

  @Test
  void a_component_that_must_start_and_does_not() {
    store.starting = CompletableFuture.failedFuture(new IOException("connection refused"));

    assertThatThrownBy(
            () -> Sidecar.start("test.json", config("\"app\": {\"on_start_failure\": \"exit\"},")))
        .isInstanceOf(StartFailedException.class)
        .hasMessageContaining("connection refused");
    assertThat(store.log).endsWith("close");
  }

  @Test
  void an_interrupt_while_a_component_starts() throws Exception {
    store.starting = new CompletableFuture<>();
    var outcome = new CompletableFuture<Throwable>();
    var starting =
        Thread.ofPlatform()
            .start(() -> {
              try {
                Sidecar.start("test.json", config("")).close();
              } catch (RuntimeException e) {
                outcome.complete(e);
              }
            });
    await().until(() -> store.log.contains("start"));

    starting.interrupt();

    assertThat(outcome.get(15, TimeUnit.SECONDS)).isInstanceOf(CancellationException.class);
    assertThat(starting.join(Duration.ofSeconds(5))).isTrue();
    assertThat(store.log).endsWith("close");
  }

  private RuntimeConfig config(String sections) {
    return Fakes.config(
        store, "{" + sections + " \"components\": {\"state\": {\"s\": {\"type\": \"fake\"}}}}");
  }

  private static RuntimeConfig contradiction() {
    var descriptor =
        ComponentDescriptor.<StateStore, NoSettings>of(
            StateStore.KIND,
            "picky",
            NoSettings.class,
            (settings, context) -> {
              context.every(Duration.ofSeconds(1), () -> {});
              throw new IllegalArgumentException("these settings contradict each other");
            });
    return new ConfigReader(
            ComponentCatalog.of(List.of(() -> List.of(descriptor))), Environment.of(Map.of()))
        .read(
            "test.json",
            "{\"components\": {\"state\": {\"picky\": {}}}}".getBytes(StandardCharsets.UTF_8));
  }

  private static List<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("outrigger-"))
        .toList();
  }
}
