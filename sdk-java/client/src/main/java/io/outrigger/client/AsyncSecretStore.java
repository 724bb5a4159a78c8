package io.outrigger.client;

import io.outrigger.proto.layotto.v1.GetBulkSecretRequest;
import io.outrigger.proto.layotto.v1.GetBulkSecretResponse;
import io.outrigger.proto.layotto.v1.GetSecretRequest;
import io.outrigger.proto.layotto.v1.GetSecretResponse;
import io.outrigger.proto.layotto.v1.RuntimeGrpc;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * A secret store, whose methods return at once: those of {@link SecretStore}, which says what they
 * do.
 */
public final class AsyncSecretStore {

  private static final Operation<GetSecretRequest, GetSecretResponse> GET =
      Operation.repeatable(RuntimeGrpc.getGetSecretMethod());
  private static final Operation<GetBulkSecretRequest, GetBulkSecretResponse> GET_ALL =
      Operation.repeatable(RuntimeGrpc.getGetBulkSecretMethod());

  private final Calls calls;
  private final String name;

  AsyncSecretStore(Calls calls, String name) {
    this.calls = calls;
    this.name = name;
  }

  /** As {@link SecretStore#get(String)}. */
  public CompletionStage<Secret> get(String key) {
    return get(key, Map.of());
  }

  /** As {@link SecretStore#get(String, Map)}. */
  public CompletionStage<Secret> get(String key, Map<String, String> metadata) {
    var request =
        GetSecretRequest.newBuilder()
            .setStoreName(name)
            .setKey(key)
            .putAllMetadata(metadata)
            .build();
    return calls.unary(
        GET,
        new Subject(name, key),
        request,
        (response, headers) -> new Secret(key, response.getDataMap()));
  }

  /** As {@link SecretStore#getAll}. */
  public CompletionStage<Map<String, Secret>> getAll() {
    var request = GetBulkSecretRequest.newBuilder().setStoreName(name).build();
    return calls.unary(
        GET_ALL, new Subject(name, null), request, (response, headers) -> secrets(response));
  }

  private static Map<String, Secret> secrets(GetBulkSecretResponse response) {
    var secrets = new LinkedHashMap<String, Secret>();
    response
        .getDataMap()
        .forEach((key, secret) -> secrets.put(key, new Secret(key, secret.getSecretsMap())));
    return secrets;
  }
}
