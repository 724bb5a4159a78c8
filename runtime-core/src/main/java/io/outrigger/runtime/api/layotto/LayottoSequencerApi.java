package io.outrigger.runtime.api.layotto;

import io.outrigger.proto.layotto.v1.GetNextIdRequest;
import io.outrigger.proto.layotto.v1.GetNextIdResponse;
import io.outrigger.proto.layotto.v1.RuntimeGrpc;
import io.outrigger.proto.layotto.v1.SequencerOptions.AutoIncrement;
import io.outrigger.runtime.api.ServiceBinder;
import io.outrigger.runtime.service.SequencerService;
import io.outrigger.runtime.service.SequencerService.Increment;
import io.outrigger.spi.Call;
import java.util.concurrent.CompletionStage;

/** GetNextId. */
final class LayottoSequencerApi {

  private final SequencerService service;

  LayottoSequencerApi(SequencerService service) {
    this.service = service;
  }

  void bindTo(ServiceBinder binder) {
    binder.unary(RuntimeGrpc.getGetNextIdMethod(), this::nextId);
  }

  private CompletionStage<GetNextIdResponse> nextId(Call call, GetNextIdRequest request) {
    var increment = increment(request.getOptions().getIncrement());
    return Answers.of(
        service.next(
            call, request.getStoreName(), request.getKey(), increment, request.getMetadataMap()),
        id -> GetNextIdResponse.newBuilder().setNextId(id).build(),
        () -> "failed to get the next id of %s: ".formatted(request.getKey()));
  }

  /** Absent options mean WEAK. */
  private static Increment increment(AutoIncrement increment) {
    return switch (increment) {
      case WEAK -> Increment.WEAK;
      case STRONG -> Increment.STRONG;
      case UNRECOGNIZED -> Increment.ILLEGAL;
    };
  }
}
