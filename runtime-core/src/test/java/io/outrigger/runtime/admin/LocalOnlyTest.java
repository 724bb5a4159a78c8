package io.outrigger.runtime.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.runtime.http.HttpAnswer;
import io.outrigger.runtime.http.HttpQuestion;
import io.outrigger.spi.Bytes;
import io.outrigger.spi.Secret;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LocalOnlyTest {

  private static final Map<String, String> LOCAL = Map.of("host", "127.0.0.1:34999");

  private final LocalOnly open = new LocalOnly(Optional.empty(), question -> HttpAnswer.empty(200));
  private final LocalOnly locked =
      new LocalOnly(Optional.of(Secret.of("s3cret")), question -> HttpAnswer.empty(200));

  @Test
  void without_a_token_who_asks_from_this_host_is_let_through() {
    assertThat(open.answer(question(LOCAL, true)).status()).isEqualTo(200);
  }

  @Test
  void who_asks_another_address_is_told_why_not() {
    var answer = open.answer(question(LOCAL, false));

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.body().toUtf8()).contains("loopback");
  }

  @Test
  void the_right_token_does_not_open_another_address() {
    var headers = with("authorization", "Bearer s3cret");

    assertThat(locked.answer(question(headers, false)).status()).isEqualTo(403);
  }

  @Test
  void the_right_token_is_let_through() {
    var headers = with("authorization", "Bearer s3cret");

    assertThat(locked.answer(question(headers, true)).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Bearer", "Bearer ", "Bearer s3cre", "Bearer s3crett", "s3cret"})
  void any_other_token_is_refused(String authorization) {
    var answer = locked.answer(question(with("authorization", authorization), true));

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.headers()).containsEntry("www-authenticate", "Bearer");
    assertThat(answer.body().toUtf8()).doesNotContain("s3cret");
  }

  @Test
  void no_token_at_all_is_refused() {
    assertThat(locked.answer(question(LOCAL, true)).status()).isEqualTo(401);
  }

  @Test
  void a_page_that_a_browser_shows_is_refused() {
    var headers = with("origin", "http://example.com");

    assertThat(open.answer(question(headers, true)).status()).isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(strings = {"example.com", "example.com:34999", "127.0.0.1.example.com", "10.0.0.1"})
  void a_name_of_elsewhere_that_leads_here_is_refused(String host) {
    assertThat(open.answer(question(Map.of("host", host), true)).status()).isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"localhost", "localhost:34999", "127.0.0.1", "127.0.1.1:1", "[::1]:80", ""})
  void the_names_of_this_host_are_let_through(String host) {
    assertThat(open.answer(question(Map.of("host", host), true)).status()).isEqualTo(200);
  }

  private static Map<String, String> with(String name, String value) {
    var headers = new HashMap<>(LOCAL);
    headers.put(name, value);
    return headers;
  }

  private static HttpQuestion question(Map<String, String> headers, boolean local) {
    return new HttpQuestion("GET", "/actuator/logger", headers, Bytes.empty(), local);
  }
}
