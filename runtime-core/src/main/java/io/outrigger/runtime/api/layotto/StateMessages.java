package io.outrigger.runtime.api.layotto;

import io.outrigger.proto.layotto.v1.DeleteStateRequest;
import io.outrigger.proto.layotto.v1.StateItem;
import io.outrigger.proto.layotto.v1.StateOptions;
import io.outrigger.proto.layotto.v1.StateOptions.StateConcurrency;
import io.outrigger.proto.layotto.v1.StateOptions.StateConsistency;
import io.outrigger.runtime.api.ByteStrings;
import io.outrigger.spi.state.Concurrency;
import io.outrigger.spi.state.Consistency;
import io.outrigger.spi.state.DeleteRequest;
import io.outrigger.spi.state.SetRequest;
import io.outrigger.spi.state.WriteOptions;

/** Turns the messages of the building block "state" into requests of the SPI. */
final class StateMessages {

  private StateMessages() {}

  static SetRequest set(StateItem item) {
    return new SetRequest(
        item.getKey(),
        ByteStrings.fromProto(item.getValue()),
        options(item.hasEtag() ? item.getEtag().getValue() : "", item.getOptions()),
        null,
        item.getMetadataMap());
  }

  static DeleteRequest delete(StateItem item) {
    return new DeleteRequest(
        item.getKey(),
        options(item.hasEtag() ? item.getEtag().getValue() : "", item.getOptions()),
        item.getMetadataMap());
  }

  static DeleteRequest delete(DeleteStateRequest request) {
    return new DeleteRequest(
        request.getKey(),
        options(request.hasEtag() ? request.getEtag().getValue() : "", request.getOptions()),
        request.getMetadataMap());
  }

  private static WriteOptions options(String etag, StateOptions options) {
    return new WriteOptions(
        etag, concurrency(options.getConcurrency()), consistency(options.getConsistency()));
  }

  private static Concurrency concurrency(StateConcurrency concurrency) {
    return switch (concurrency) {
      case CONCURRENCY_FIRST_WRITE -> Concurrency.FIRST_WRITE;
      case CONCURRENCY_LAST_WRITE -> Concurrency.LAST_WRITE;
      case CONCURRENCY_UNSPECIFIED, UNRECOGNIZED -> Concurrency.UNSPECIFIED;
    };
  }

  static Consistency consistency(StateConsistency consistency) {
    return switch (consistency) {
      case CONSISTENCY_EVENTUAL -> Consistency.EVENTUAL;
      case CONSISTENCY_STRONG -> Consistency.STRONG;
      case CONSISTENCY_UNSPECIFIED, UNRECOGNIZED -> Consistency.UNSPECIFIED;
    };
  }
}
