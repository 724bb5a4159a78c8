package io.outrigger.spi.secret;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.spi.secret.SecretScope.Access;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SecretScopeTest {

  private static final List<String> NONE = List.of();

  @Test
  void without_lists_the_default_allows() {
    assertThat(new SecretScope(NONE, NONE, Access.ALLOW).allows("token")).isTrue();
  }

  @Test
  void without_lists_the_default_denies() {
    assertThat(new SecretScope(NONE, NONE, Access.DENY).allows("token")).isFalse();
  }

  @Test
  void an_allowed_secret_may_be_read_though_the_default_denies() {
    assertThat(new SecretScope(List.of("token"), NONE, Access.DENY).allows("token")).isTrue();
  }

  @Test
  void beside_allowed_secrets_no_other_may_be_read_though_the_default_allows() {
    assertThat(new SecretScope(List.of("token"), NONE, Access.ALLOW).allows("other")).isFalse();
  }

  @Test
  void a_denied_secret_may_not_be_read_though_the_default_allows() {
    assertThat(new SecretScope(NONE, List.of("token"), Access.ALLOW).allows("token")).isFalse();
  }

  @Test
  void beside_denied_secrets_the_default_allows_others() {
    assertThat(new SecretScope(NONE, List.of("token"), Access.ALLOW).allows("other")).isTrue();
  }

  @Test
  void beside_denied_secrets_the_default_denies_others() {
    assertThat(new SecretScope(NONE, List.of("token"), Access.DENY).allows("other")).isFalse();
  }

  @Test
  void a_secret_that_is_allowed_and_denied_may_be_read() {
    var scope = new SecretScope(List.of("token"), List.of("token"), Access.DENY);

    assertThat(scope.allows("token")).isTrue();
  }

  @Test
  void a_name_is_taken_as_a_whole_and_with_its_case() {
    var scope = new SecretScope(List.of("token"), NONE, Access.DENY);

    assertThat(List.of("tok", "tokens", "Token", "")).noneMatch(scope::allows);
  }

  @Test
  void a_list_that_is_changed_later_changes_nothing() {
    var denied = new ArrayList<>(List.of("token"));
    var scope = new SecretScope(NONE, denied, Access.ALLOW);
    denied.clear();

    assertThat(scope.allows("token")).isFalse();
  }
}
