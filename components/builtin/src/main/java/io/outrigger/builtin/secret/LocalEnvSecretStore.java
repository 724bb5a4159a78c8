package io.outrigger.builtin.secret;

import io.outrigger.spi.Call;
import io.outrigger.spi.ComponentContext;
import io.outrigger.spi.ComponentException;
import io.outrigger.spi.ErrorCode;
import io.outrigger.spi.Secret;
import io.outrigger.spi.secret.SecretStore;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the environment that the sidecar was started with: each variable is a secret with one value
 * under the variable's name.
 *
 * <p>A variable that is not set is {@link ErrorCode#NOT_FOUND}, where Layotto answers an empty
 * value. Immutable, so safe for use by many threads; it answers at once.
 */
public final class LocalEnvSecretStore implements SecretStore {

  private static final Logger log = LoggerFactory.getLogger(LocalEnvSecretStore.class);

  private final LocalEnvSecretSettings settings;
  private final String name;
  private final Map<String, Map<String, Secret>> secrets;

  /** A store of those variables of {@code environment} that the settings allow. */
  public LocalEnvSecretStore(
      LocalEnvSecretSettings settings, ComponentContext context, Map<String, String> environment) {
    this.settings = settings;
    this.name = context.name();
    this.secrets = readable(settings, environment);
  }

  private static Map<String, Map<String, Secret>> readable(
      LocalEnvSecretSettings settings, Map<String, String> environment) {
    var readable = new TreeMap<String, Map<String, Secret>>();
    environment.forEach((variable, value) -> {
      if (settings.allows(variable)) {
        readable.put(variable, Map.of(variable, Secret.of(value)));
      }
    });
    return Collections.unmodifiableMap(readable);
  }

  /** Warns when no variable can be read whatever the environment is. */
  @Override
  public CompletionStage<Void> start() {
    if (settings.allowsNothing()) {
      log.warn(
          "component={} \"{}\" event=nothing_readable cause={}",
          KIND.name(),
          name,
          "neither prefix nor all is set (expected: prefix, or all: true)");
    }
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public CompletionStage<Map<String, Secret>> get(
      Call call, String name, Map<String, String> metadata) {
    var values = secrets.get(name);
    return values == null
        ? CompletableFuture.failedFuture(notFound(name))
        : CompletableFuture.completedFuture(values);
  }

  @Override
  public CompletionStage<Map<String, Map<String, Secret>>> getAll(
      Call call, Map<String, String> metadata) {
    return CompletableFuture.completedFuture(secrets);
  }

  private ComponentException notFound(String name) {
    return new ComponentException(
        ErrorCode.NOT_FOUND, "secret \"" + name + "\" is not found" + restriction(name));
  }

  /** Why a variable is out of reach whether it is set or not; empty when it is not. */
  private String restriction(String name) {
    if (settings.allows(name)) {
      return "";
    }
    return settings.allowsNothing()
        ? ": no variable is readable (expected: the store's setting prefix, or all: true)"
        : " (expected: a variable that begins with \"" + settings.prefix() + "\")";
  }
}
