package io.outrigger.runtime.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outrigger.runtime.component.Instance;
import io.outrigger.runtime.component.Registry;
import io.outrigger.runtime.fake.Fakes;
import io.outrigger.spi.Call;
import io.outrigger.spi.ErrorCode;
import io.outrigger.spi.Secret;
import io.outrigger.spi.secret.SecretScope;
import io.outrigger.spi.secret.SecretScope.Access;
import io.outrigger.spi.secret.SecretStore;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

final class SecretServiceTest {

  @Test
  void a_secret_that_the_scope_denies_is_forbidden_and_missing_from_all() {
    var service = service(new SecretScope(List.of(), List.of("b"), Access.ALLOW));

    assertThatThrownBy(() -> service.get(Fakes.call(), "s", "b", Map.of()))
        .isInstanceOfSatisfying(
            ServiceException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.PERMISSION_DENIED))
        .hasMessage("access denied by policy to get b from s");
    assertThat(service.getAll(Fakes.call(), "s", Map.of()).toCompletableFuture().join())
        .containsOnlyKeys("a");
  }

  @Test
  void a_secret_that_the_scope_allows_is_given() {
    var service = service(new SecretScope(List.of("a"), List.of(), Access.DENY));

    assertThat(service.get(Fakes.call(), "s", "a", Map.of()).toCompletableFuture().join())
        .containsOnlyKeys("a");
  }

  @Test
  void without_a_store_nothing_is_configured_and_an_unknown_one_is_named() {
    var none = new SecretService(Registry.of(List.of()));
    var service = service(new SecretScope(List.of(), List.of(), Access.ALLOW));

    assertThatThrownBy(() -> none.get(Fakes.call(), "s", "a", Map.of()))
        .hasMessage("error when get secret but not find configured");
    assertThatThrownBy(() -> service.get(Fakes.call(), "x", "a", Map.of()))
        .hasMessage("error when get secret but not find : x");
  }

  private static SecretService service(SecretScope scope) {
    var instance =
        new Instance<SecretStore>(
            SecretStore.KIND, "s", "fake", scope, new TwoSecrets(), Fakes::inline);
    return new SecretService(Registry.of(List.of(instance)));
  }

  private static final class TwoSecrets implements SecretStore {

    @Override
    public CompletionStage<Map<String, Secret>> get(
        Call call, String name, Map<String, String> metadata) {
      return CompletableFuture.completedFuture(Map.of(name, Secret.of("x")));
    }

    @Override
    public CompletionStage<Map<String, Map<String, Secret>>> getAll(
        Call call, Map<String, String> metadata) {
      return CompletableFuture.completedFuture(
          Map.of("a", Map.of("a", Secret.of("x")), "b", Map.of("b", Secret.of("y"))));
    }
  }
}
