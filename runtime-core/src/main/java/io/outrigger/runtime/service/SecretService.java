package io.outrigger.runtime.service;

import io.outrigger.runtime.component.Instance;
import io.outrigger.runtime.component.Registry;
import io.outrigger.runtime.service.ServiceException.Reason;
import io.outrigger.spi.Call;
import io.outrigger.spi.Secret;
import io.outrigger.spi.secret.SecretScope;
import io.outrigger.spi.secret.SecretStore;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * The building block "secret": what a store has and the config lets the app read.
 *
 * <p>Every method throws {@link ServiceException} when the store is unknown or the scope of the
 * store does not allow the secret.
 */
public final class SecretService {

  private static final Instances.Words WORDS =
      new Instances.Words(
          "error when get secret but not find configured",
          "error when get secret but not find : %s");

  private record Scoped(SecretStore store, SecretScope scope) {}

  private final Instances<Scoped> stores;

  /** Serves the secret stores of a registry. */
  public SecretService(Registry registry) {
    stores = Instances.of(WORDS, registry, SecretStore.KIND, SecretService::scoped);
  }

  private static Scoped scoped(Instance<SecretStore> instance) {
    return new Scoped(instance.component(), (SecretScope) instance.kindSettings());
  }

  /** The values of one secret. */
  public CompletionStage<Map<String, Secret>> get(
      Call call, String store, String secret, Map<String, String> metadata) {
    var scoped = stores.get(store);
    if (!scoped.scope().allows(secret)) {
      throw new ServiceException(
          Reason.FORBIDDEN, "access denied by policy to get %s from %s".formatted(secret, store));
    }
    return scoped.store().get(call, secret, metadata);
  }

  /** All secrets that the app may read. */
  public CompletionStage<Map<String, Map<String, Secret>>> getAll(
      Call call, String store, Map<String, String> metadata) {
    var scoped = stores.get(store);
    return scoped.store().getAll(call, metadata).thenApply(all -> allowed(all, scoped.scope()));
  }

  private static Map<String, Map<String, Secret>> allowed(
      Map<String, Map<String, Secret>> all, SecretScope scope) {
    var allowed = new LinkedHashMap<String, Map<String, Secret>>();
    all.forEach((name, values) -> {
      if (scope.allows(name)) {
        allowed.put(name, values);
      }
    });
    return allowed;
  }
}
