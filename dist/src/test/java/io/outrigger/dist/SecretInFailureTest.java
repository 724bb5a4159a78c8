package io.outrigger.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outrigger.runtime.Sidecar;
import io.outrigger.runtime.component.ComponentCatalog;
import io.outrigger.runtime.config.ConfigReader;
import io.outrigger.runtime.config.Environment;
import io.outrigger.runtime.config.RuntimeConfig;
import io.outrigger.spi.Call;
import io.outrigger.spi.ComponentDescriptor;
import io.outrigger.spi.ComponentProvider;
import io.outrigger.spi.Secret;
import io.outrigger.spi.Setting;
import io.outrigger.spi.lock.Acquisition;
import io.outrigger.spi.lock.LockStatus;
import io.outrigger.spi.lock.LockStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A component that fails with its secret in the message: nobody sees the secret. */
final class SecretInFailureTest {

  private static final String SECRET = "planted-secret-9999";

  private final PrintStream out = System.out;
  private final PrintStream err = System.err;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @BeforeEach
  void catchOutput() {
    var stream = new PrintStream(printed, true, StandardCharsets.UTF_8);
    System.setOut(stream);
    System.setErr(stream);
  }

  @AfterEach
  void giveOutputBack() {
    System.setOut(out);
    System.setErr(err);
  }

  @ParameterizedTest
  @CsvSource({"made, store", "started, config", "started, store"})
  void a_failure_is_told_without_the_secret(String when, String from) {
    var password =
        from.equals("config")
            ? "\"password\": \"" + SECRET + "\""
            : "\"secret_ref\": [{\"store_name\": \"env\", \"key\": \"PASSWORD\","
                + " \"inject_as\": \"password\"}]";
    try (var sidecar = Sidecar.start("test.json", config(when, password))) {
      assertThat(sidecar.down())
          .singleElement()
          .asString()
          .contains("cannot log in with ***")
          .doesNotContain(SECRET);
    }
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .contains("cannot log in with ***")
        .doesNotContain(SECRET);
  }

  @Test
  void a_factory_that_fails_at_once_does_not_tell_the_secret() {
    var config = config("made", "\"password\": \"" + SECRET + "\"");

    assertThatThrownBy(() -> Sidecar.start("test.json", config))
        .hasMessageContaining("cannot log in with ***")
        .hasNoCause();
  }

  private static RuntimeConfig config(String when, String password) {
    var installed =
        ServiceLoader.load(ComponentProvider.class).stream().map(ServiceLoader.Provider::get);
    ComponentProvider failing =
        () ->
            List.of(
                ComponentDescriptor.of(
                    LockStore.KIND, "failing", Login.class, (s, c) -> new Failing(s)));
    var catalog = ComponentCatalog.of(Stream.concat(installed, Stream.of(failing)).toList());
    var text =
        """
        {"app": {"unknown_keys": "error"},
         "server": {"listen": ["127.0.0.1:0"], "graceful_stop_timeout": "0s"},
         "components": {
           "secret": {"env": {"type": "local.file", "secretsFile": "%s"}},
           "lock": {"l": {"type": "failing", "when": "%s", %s}}}}
        """
            .formatted(secretsFile(), when, password);
    return new ConfigReader(catalog, Environment.of(Map.of()))
        .read("test.json", text.getBytes(StandardCharsets.UTF_8));
  }

  private static String secretsFile() {
    try {
      var file = Files.createTempFile("outrigger", ".json");
      file.toFile().deleteOnExit();
      return Files.writeString(file, "{\"PASSWORD\": \"" + SECRET + "\"}").toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  record Login(
      @Setting(doc = "When it fails.") String when, @Setting(doc = "Secret.") Secret password) {}

  private static final class Failing implements LockStore {

    private final Login login;

    Failing(Login login) {
      this.login = login;
      if (login.when().equals("made")) {
        throw failure();
      }
    }

    private IllegalStateException failure() {
      return new IllegalStateException("cannot log in with " + login.password().reveal());
    }

    @Override
    public CompletionStage<Void> start() {
      return CompletableFuture.failedFuture(failure());
    }

    @Override
    public CompletionStage<Acquisition> tryLock(
        Call call, String resource, String owner, Duration lease) {
      throw failure();
    }

    @Override
    public CompletionStage<LockStatus> unlock(Call call, String resource, String owner) {
      throw failure();
    }
  }
}
