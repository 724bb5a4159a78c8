package io.outrigger.client;

import io.outrigger.proto.layotto.v1.StateOptions.StateConsistency;

/** How current a value must be that is read. */
public enum ReadConsistency {
  /** As the store likes. */
  DEFAULT,
  /** It may be old. */
  EVENTUAL,
  /** It shows every write that was acknowledged. */
  STRONG;

  StateConsistency toProto() {
    return switch (this) {
      case DEFAULT -> StateConsistency.CONSISTENCY_UNSPECIFIED;
      case EVENTUAL -> StateConsistency.CONSISTENCY_EVENTUAL;
      case STRONG -> StateConsistency.CONSISTENCY_STRONG;
    };
  }
}
