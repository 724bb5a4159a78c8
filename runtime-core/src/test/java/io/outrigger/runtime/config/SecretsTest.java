package io.outrigger.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.outrigger.spi.ComponentDescriptor;
import io.outrigger.spi.Secret;
import io.outrigger.spi.Setting;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SecretsTest {

  private static final String PLANT = "hunter2";
  private static final Environment ENVIRONMENT = Environment.of(Map.of("PLANT", PLANT));
  private static final InstalledComponents INSTALLED =
      new FakeComponents(
          List.of(
              ComponentDescriptor.of(
                  FakeComponents.LOCK, "vault", Login.class, (s, c) -> FakeComponents.lock())));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'password': ['hunter2']",
        "'password': {'hunter2': 'hunter2'}",
        "'password': 'hunter2${'",
        "'password': 'hunter2${NOT_SET}'",
        "'passwort': 'hunter2'",
        "'password': 'a', 'pass_word': 'hunter2'",
        "'password': 'hunter2', 'user': 'hunter2'",
        "'password': '${PLANT}', 'user': '${PLANT}'",
        "'password': 'x', 'port': '${PLANT}'",
        "'password': 'x', 'port': '${PLANT}7'",
        "'password': 'x', 'user': '${PLANT}'",
        "'password': hunter2",
        "'password': 'hunter2",
        "'password': 'hunter2' 'hunter2'",
      })
  void no_failure_shows_a_planted_value(String settings) {
    var failure =
        catchThrowableOfType(ConfigException.class, () -> read(settings.replace('\'', '"')));

    assertThat(failure).isNotNull();
    assertThat(failure).hasNoCause();
    assertThat(failure.toString()).doesNotContain(PLANT);
    assertThat(failure.problems().toString()).doesNotContain(PLANT);
  }

  @Test
  void a_number_for_a_secret_is_not_shown() {
    assertThat(Binding.of(Login.class, "{\"password\": 4711, \"port\": 1}").texts())
        .containsExactly("password: a number (expected: text in double quotes)");
  }

  @Test
  void a_secret_from_the_environment_is_bound_and_hidden() {
    var config = read("\"password\": \"${PLANT}\"");

    var settings = (Login) config.instances().getFirst().settings().with(Map.of());
    assertThat(settings.password().reveal()).isEqualTo(PLANT);
    assertThat(config.toString()).doesNotContain(PLANT);
  }

  @Test
  void what_a_record_says_about_a_secret_is_masked() {
    assertThat(Binding.of(Login.class, "{\"password\": \"hunter2\", \"user\": \"\"}").texts())
        .containsExactly("user: \"\" is not the user of ***");
  }

  @Test
  void a_number_from_the_environment_is_masked_in_what_a_record_says() {
    assertThat(Binding.of(Port.class, "{\"port\": \"${P}\"}", Map.of("P", "0070000")).texts())
        .containsExactly("port: *** (expected: up to 65535)");
  }

  private static RuntimeConfig read(String settings) {
    var json = "{\"components\": {\"lock\": {\"a\": {\"type\": \"vault\", " + settings + "}}}}";
    return new ConfigReader(INSTALLED, ENVIRONMENT)
        .read("x.json", json.getBytes(StandardCharsets.UTF_8));
  }

  record Login(
      @Setting(doc = "d", aliases = "pass_word") Secret password,
      @Setting(doc = "d") Optional<String> user,
      @Setting(doc = "d", orElse = "1") int port) {
    Login {
      if (user.isPresent()) {
        throw new IllegalArgumentException(
            "user: \"" + user.get() + "\" is not the user of " + password.reveal());
      }
    }
  }

  record Port(@Setting(doc = "d") int port) {
    Port {
      if (port > 65535) {
        throw new IllegalArgumentException("port: " + port + " (expected: up to 65535)");
      }
    }
  }
}
