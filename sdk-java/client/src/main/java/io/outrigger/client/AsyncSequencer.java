package io.outrigger.client;

import io.outrigger.proto.layotto.v1.GetNextIdRequest;
import io.outrigger.proto.layotto.v1.GetNextIdResponse;
import io.outrigger.proto.layotto.v1.RuntimeGrpc;
import io.outrigger.proto.layotto.v1.SequencerOptions;
import io.outrigger.proto.layotto.v1.SequencerOptions.AutoIncrement;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/**
 * A sequencer, whose methods return at once: those of {@link Sequencer}, which says what they do.
 */
public final class AsyncSequencer {

  /** A repetition may waste an id, and gaps there are anyway. */
  private static final Operation<GetNextIdRequest, GetNextIdResponse> NEXT =
      Operation.repeatable(RuntimeGrpc.getGetNextIdMethod());

  private final Calls calls;
  private final String name;

  AsyncSequencer(Calls calls, String name) {
    this.calls = calls;
    this.name = name;
  }

  /** As {@link Sequencer#next}. */
  public CompletionStage<Long> next(String key) {
    return next(key, AutoIncrement.WEAK);
  }

  /** As {@link Sequencer#nextStrong}. */
  public CompletionStage<Long> nextStrong(String key) {
    return next(key, AutoIncrement.STRONG);
  }

  private CompletionStage<Long> next(String key, AutoIncrement increment) {
    var request =
        GetNextIdRequest.newBuilder()
            .setStoreName(name)
            .setKey(key)
            .setOptions(SequencerOptions.newBuilder().setIncrement(increment))
            .build();
    var subject = new Subject(name, key);
    return calls.unary(NEXT, subject, request, (response, headers) -> response.getNextId());
  }

  /**
   * Ids without end, drawn one after the other as a subscriber asks for them. Each subscriber has
   * its own.
   */
  public Flow.Publisher<Long> ids(String key) {
    return new PullPublisher<>(
        () -> () -> next(key).thenApply(id -> new PullPublisher.Group<>(List.of(id), false)));
  }
}
