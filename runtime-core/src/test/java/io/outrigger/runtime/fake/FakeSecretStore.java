package io.outrigger.runtime.fake;

import io.outrigger.spi.Call;
import io.outrigger.spi.ComponentException;
import io.outrigger.spi.ErrorCode;
import io.outrigger.spi.Secret;
import io.outrigger.spi.secret.SecretStore;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Secrets in a map that a test may change. */
public record FakeSecretStore(Map<String, Map<String, Secret>> secrets) implements SecretStore {

  @Override
  public CompletionStage<Map<String, Secret>> get(
      Call call, String name, Map<String, String> metadata) {
    var found = secrets.get(name);
    return found == null
        ? CompletableFuture.failedFuture(
            new ComponentException(ErrorCode.NOT_FOUND, "secret " + name + " not found"))
        : CompletableFuture.completedFuture(found);
  }

  @Override
  public CompletionStage<Map<String, Map<String, Secret>>> getAll(
      Call call, Map<String, String> metadata) {
    return CompletableFuture.completedFuture(Map.copyOf(secrets));
  }
}
