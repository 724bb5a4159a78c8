package io.outrigger.builtin.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ch.qos.logback.classic.Level;
import io.outrigger.spi.ErrorCode;
import io.outrigger.testkit.Outcome;
import io.outrigger.testkit.TestContext;
import io.outrigger.testkit.secret.SecretFixture;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class LocalEnvSecretStoreTest {

  private static final Map<String, String> ENVIRONMENT =
      Map.of("APP_TOKEN", "planted-1", "APP_", "planted-2", "OTHER", "planted-3", "APP_NONE", "");

  private final TestContext context = new TestContext();
  private final LogCapture log = new LogCapture();

  @AfterEach
  void close() {
    log.close();
    context.close();
  }

  @Test
  void a_variable_is_named_with_its_prefix() {
    assertThat(secrets("APP_", false).value("APP_TOKEN")).isEqualTo("planted-1");
  }

  @Test
  void a_variable_is_not_found_without_its_prefix() {
    assertThat(secrets("APP_", false).refusal("TOKEN").code()).isEqualTo(ErrorCode.NOT_FOUND);
  }

  @Test
  void a_variable_outside_the_prefix_is_not_found_and_the_prefix_is_named() {
    assertThat(secrets("APP_", false).refusal("OTHER"))
        .hasMessage(
            "secret \"OTHER\" is not found (expected: a variable that begins with \"APP_\")");
  }

  @Test
  void reading_all_shows_what_the_prefix_allows_only() {
    assertThat(secrets("APP_", false).getAll()).containsOnlyKeys("APP_", "APP_NONE", "APP_TOKEN");
  }

  @Test
  void all_lets_every_variable_be_read() {
    assertThat(secrets("", true).getAll()).containsOnlyKeys(ENVIRONMENT.keySet());
  }

  @Test
  void a_variable_that_is_set_to_nothing_is_there() {
    assertThat(secrets("APP_", false).value("APP_NONE")).isEmpty();
  }

  @Test
  void a_variable_that_is_not_set_is_not_found() {
    assertThat(secrets("", true).refusal("UNSET")).hasMessage("secret \"UNSET\" is not found");
  }

  @Test
  void with_neither_setting_nothing_is_readable_and_the_settings_are_named() {
    assertThat(secrets("", false).refusal("APP_TOKEN"))
        .hasMessage(
            "secret \"APP_TOKEN\" is not found: no variable is readable"
                + " (expected: the store's setting prefix, or all: true)");
  }

  @Test
  void with_neither_setting_reading_all_shows_nothing() {
    assertThat(secrets("", false).getAll()).isEmpty();
  }

  @Test
  void with_neither_setting_the_start_warns_once() {
    secrets("", false);

    assertThat(log.lines(Level.WARN))
        .singleElement()
        .asString()
        .contains("secret \"demo\"", "prefix", "all: true");
  }

  @Test
  void with_a_prefix_the_start_does_not_warn() {
    secrets("APP_", false);

    assertThat(log.lines(Level.WARN)).isEmpty();
  }

  @Test
  void no_log_line_shows_a_value() {
    secrets("APP_", false).getAll();
    secrets("", false).refusal("APP_TOKEN");

    assertThat(log.text()).doesNotContain("planted");
  }

  @Test
  void a_prefix_beside_all_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LocalEnvSecretSettings("APP_", true))
        .withMessage("prefix: \"APP_\" with all: true (expected: one of the two)");
  }

  private SecretFixture secrets(String prefix, boolean all) {
    var store =
        new LocalEnvSecretStore(new LocalEnvSecretSettings(prefix, all), context, ENVIRONMENT);
    Outcome.done(store::start);
    return new SecretFixture(store);
  }
}
