package io.outrigger.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TemplateSettingsTest {

  @Test
  void a_user_without_password_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Settings.of("localhost:7420", "ann", ""))
        .withMessage("password: missing (expected: both user and password, or neither)");
  }

  @Test
  void a_password_without_user_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Settings.of("localhost:7420", "", "secret"))
        .withMessage("user: missing (expected: both user and password, or neither)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "localhost", "localhost:", ":7420", "localhost:port", "h:65536"})
  void what_is_no_address_is_refused(String address) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Settings.of(address))
        .withMessageStartingWith("address: \"" + address + "\" (expected: ");
  }

  @Test
  void a_timeout_of_nothing_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Settings.of("localhost:7420", "", "", Duration.ZERO))
        .withMessage("timeout: PT0S (expected: > 0)");
  }

  @Test
  void the_password_is_not_shown() {
    assertThat(Settings.of("localhost:7420", "ann", "hunter2").toString())
        .contains("ann")
        .doesNotContain("hunter2");
  }
}
