package io.outrigger.runtime.api.layotto;

import com.google.protobuf.Empty;
import io.outrigger.proto.layotto.v1.BulkStateItem;
import io.outrigger.proto.layotto.v1.DeleteBulkStateRequest;
import io.outrigger.proto.layotto.v1.DeleteStateRequest;
import io.outrigger.proto.layotto.v1.ExecuteStateTransactionRequest;
import io.outrigger.proto.layotto.v1.GetBulkStateRequest;
import io.outrigger.proto.layotto.v1.GetBulkStateResponse;
import io.outrigger.proto.layotto.v1.GetStateRequest;
import io.outrigger.proto.layotto.v1.GetStateResponse;
import io.outrigger.proto.layotto.v1.RuntimeGrpc;
import io.outrigger.proto.layotto.v1.SaveStateRequest;
import io.outrigger.proto.layotto.v1.TransactionalStateOperation;
import io.outrigger.runtime.api.ByteStrings;
import io.outrigger.runtime.api.ServiceBinder;
import io.outrigger.runtime.component.Failures;
import io.outrigger.runtime.service.KeyPrefix;
import io.outrigger.runtime.service.ServiceException;
import io.outrigger.runtime.service.ServiceException.Reason;
import io.outrigger.runtime.service.StateService;
import io.outrigger.spi.Call;
import io.outrigger.spi.state.Consistency;
import io.outrigger.spi.state.GetRequest;
import io.outrigger.spi.state.StateOperation;
import io.outrigger.spi.state.StateResult;
import io.outrigger.spi.state.StateValue;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** The six methods of the building block "state". */
final class LayottoStateApi {

  private final StateService service;

  LayottoStateApi(StateService service) {
    this.service = service;
  }

  void bindTo(ServiceBinder binder) {
    binder
        .unary(RuntimeGrpc.getGetStateMethod(), this::getState)
        .unary(RuntimeGrpc.getGetBulkStateMethod(), this::getBulkState)
        .unary(RuntimeGrpc.getSaveStateMethod(), this::saveState)
        .unary(RuntimeGrpc.getDeleteStateMethod(), this::deleteState)
        .unary(RuntimeGrpc.getDeleteBulkStateMethod(), this::deleteBulkState)
        .unary(RuntimeGrpc.getExecuteStateTransactionMethod(), this::executeStateTransaction);
  }

  private CompletionStage<GetStateResponse> getState(Call call, GetStateRequest request) {
    var store = request.getStoreName();
    var get =
        new GetRequest(
            request.getKey(),
            StateMessages.consistency(request.getConsistency()),
            request.getMetadataMap());
    return Answers.of(
        service.get(call, store, get),
        LayottoStateApi::response,
        () -> "fail to get %s from state store %s: ".formatted(request.getKey(), store));
  }

  private static GetStateResponse response(StateValue value) {
    var response = GetStateResponse.newBuilder();
    if (!value.isAbsent()) {
      response.setData(ByteStrings.toProto(value.data())).setEtag(value.etag());
      if (!value.metadata().isEmpty()) {
        response.putAllMetadata(value.metadata());
      }
    }
    return response.build();
  }

  private CompletionStage<GetBulkStateResponse> getBulkState(
      Call call, GetBulkStateRequest request) {
    var gets =
        request.getKeysList().stream()
            .map(key -> new GetRequest(key, Consistency.UNSPECIFIED, request.getMetadataMap()))
            .toList();
    return Answers.of(
        service.getAll(call, request.getStoreName(), gets, request.getParallelism()),
        LayottoStateApi::response,
        () -> "fail to get bulk state from state store %s: ".formatted(request.getStoreName()));
  }

  private static GetBulkStateResponse response(List<StateResult> results) {
    var response = GetBulkStateResponse.newBuilder();
    results.forEach(result -> response.addItems(item(result)));
    return response.build();
  }

  private static BulkStateItem item(StateResult result) {
    var item =
        BulkStateItem.newBuilder()
            .setKey(result.key())
            .setData(ByteStrings.toProto(result.value().data()))
            .setEtag(result.value().etag())
            .putAllMetadata(result.value().metadata());
    var failure = result.failure();
    return failure == null ? item.build() : item.setError(Failures.message(failure)).build();
  }

  private CompletionStage<Empty> saveState(Call call, SaveStateRequest request) {
    var sets = request.getStatesList().stream().map(StateMessages::set).toList();
    return Answers.of(
        service.save(call, request.getStoreName(), sets),
        LayottoStateApi::empty,
        () -> "failed saving state in state store %s: ".formatted(request.getStoreName()));
  }

  private CompletionStage<Empty> deleteState(Call call, DeleteStateRequest request) {
    return Answers.of(
        service.delete(call, request.getStoreName(), StateMessages.delete(request)),
        LayottoStateApi::empty,
        () -> "failed deleting state with key %s: ".formatted(request.getKey()));
  }

  private CompletionStage<Empty> deleteBulkState(Call call, DeleteBulkStateRequest request) {
    var deletes = request.getStatesList().stream().map(StateMessages::delete).toList();
    return Answers.of(
        service.deleteAll(call, request.getStoreName(), deletes),
        LayottoStateApi::empty,
        () -> "failed deleting state in state store %s: ".formatted(request.getStoreName()));
  }

  private CompletionStage<Empty> executeStateTransaction(
      Call call, ExecuteStateTransactionRequest request) {
    service.requireTransactions(request.getStoreName());
    var operations =
        request.getOperationsList().stream()
            .filter(TransactionalStateOperation::hasRequest)
            .map(LayottoStateApi::operation)
            .toList();
    return Answers.of(
        service.transact(call, request.getStoreName(), operations),
        LayottoStateApi::empty,
        () -> "error while executing state transaction: ");
  }

  /** Judges the key before the type, operation by operation. */
  private static StateOperation operation(TransactionalStateOperation operation) {
    KeyPrefix.check(operation.getRequest().getKey());
    return switch (operation.getOperationType()) {
      case "upsert" -> StateMessages.set(operation.getRequest());
      case "delete" -> StateMessages.delete(operation.getRequest());
      default ->
          throw new ServiceException(
              Reason.UNSUPPORTED,
              "operation type %s not supported".formatted(operation.getOperationType()));
    };
  }

  private static Empty empty(Void nothing) {
    return Empty.getDefaultInstance();
  }
}
