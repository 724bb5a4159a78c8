package io.outrigger.runtime.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outrigger.runtime.service.ServiceException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class KeyPrefixTest {

  @ParameterizedTest
  @CsvSource({
    "none, k",
    "NONE, k",
    "name, orders||k",
    "appid, shop||k",
    "AppId, shop||k",
    "Team A, team a||k"
  })
  void each_strategy_has_its_prefix(String strategy, String stored) {
    var prefix = KeyPrefix.of(strategy, "orders", "shop");

    assertThat(prefix.apply("k")).isEqualTo(stored);
    assertThat(prefix.strip(stored)).isEqualTo("k");
  }

  @Test
  void without_an_app_id_the_key_stands_alone() {
    assertThat(KeyPrefix.of("appid", "orders", "").apply("k")).isEqualTo("k");
  }

  @Test
  void a_key_with_the_separator_is_refused() {
    assertThatThrownBy(() -> KeyPrefix.none().apply("a||b"))
        .isInstanceOfSatisfying(
            ServiceException.class, e -> assertThat(e.reason()).isEqualTo(Reason.ILLEGAL_KEY))
        .hasMessage("input key/keyPrefix 'a||b' can't contain '||'");
  }

  @Test
  void a_strategy_with_the_separator_is_refused() {
    assertThatThrownBy(() -> KeyPrefix.of("a||b", "orders", ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("without ||");
  }
}
