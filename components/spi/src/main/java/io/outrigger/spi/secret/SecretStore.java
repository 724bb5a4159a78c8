package io.outrigger.spi.secret;

import io.outrigger.spi.Call;
import io.outrigger.spi.Component;
import io.outrigger.spi.ErrorCode;
import io.outrigger.spi.Kind;
import io.outrigger.spi.Secret;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * Reads secrets. A secret has a name and holds one or more values under keys of its own; one that
 * holds a single value has it under its own name.
 */
public interface SecretStore extends Component {

  /** The kind "secret". */
  Kind<SecretStore> KIND = Kind.of("secret", SecretStore.class, SecretScope.class);

  /**
   * The values of a secret; fails with {@link ErrorCode#NOT_FOUND} when there is none.
   *
   * @param metadata what the caller adds for this store
   */
  CompletionStage<Map<String, Secret>> get(Call call, String name, Map<String, String> metadata);

  /**
   * All secrets by name.
   *
   * @param metadata what the caller adds for this store
   */
  CompletionStage<Map<String, Map<String, Secret>>> getAll(Call call, Map<String, String> metadata);
}
