package io.outrigger.runtime.api.layotto;

import io.outrigger.proto.layotto.v1.GetBulkSecretRequest;
import io.outrigger.proto.layotto.v1.GetBulkSecretResponse;
import io.outrigger.proto.layotto.v1.GetSecretRequest;
import io.outrigger.proto.layotto.v1.GetSecretResponse;
import io.outrigger.proto.layotto.v1.RuntimeGrpc;
import io.outrigger.proto.layotto.v1.SecretResponse;
import io.outrigger.runtime.api.ServiceBinder;
import io.outrigger.runtime.service.SecretService;
import io.outrigger.spi.Call;
import io.outrigger.spi.Secret;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** The two methods of the building block "secret". */
final class LayottoSecretApi {

  private final SecretService service;

  LayottoSecretApi(SecretService service) {
    this.service = service;
  }

  void bindTo(ServiceBinder binder) {
    binder
        .unary(RuntimeGrpc.getGetSecretMethod(), this::getSecret)
        .unary(RuntimeGrpc.getGetBulkSecretMethod(), this::getBulkSecret);
  }

  private CompletionStage<GetSecretResponse> getSecret(Call call, GetSecretRequest request) {
    var store = request.getStoreName();
    return Answers.of(
        service.get(call, store, request.getKey(), request.getMetadataMap()),
        values -> GetSecretResponse.newBuilder().putAllData(revealed(values)).build(),
        () ->
            "error when get secret : secret name => %s,store name =>%s,error => "
                .formatted(request.getKey(), store));
  }

  private CompletionStage<GetBulkSecretResponse> getBulkSecret(
      Call call, GetBulkSecretRequest request) {
    return Answers.of(
        service.getAll(call, request.getStoreName(), request.getMetadataMap()),
        LayottoSecretApi::response,
        () -> "error when bulk get secret %s: ".formatted(request.getStoreName()));
  }

  private static GetBulkSecretResponse response(Map<String, Map<String, Secret>> all) {
    var response = GetBulkSecretResponse.newBuilder();
    all.forEach((name, values) ->
        response.putData(
            name, SecretResponse.newBuilder().putAllSecrets(revealed(values)).build()));
    return response.build();
  }

  private static Map<String, String> revealed(Map<String, Secret> values) {
    var revealed = new LinkedHashMap<String, String>();
    values.forEach((key, secret) -> revealed.put(key, secret.reveal()));
    return revealed;
  }
}
