package io.outrigger.builtin.state;

import io.outrigger.spi.ComponentException;
import io.outrigger.spi.ErrorCode;
import io.outrigger.spi.state.DeleteRequest;
import io.outrigger.spi.state.SetRequest;
import io.outrigger.spi.state.StateOperation;
import io.outrigger.spi.state.WriteOptions;
import org.jspecify.annotations.Nullable;

/** Decides whether a write may take place. */
final class WriteCondition {

  private WriteCondition() {}

  /**
   * Refuses a write whose options do not allow it.
   *
   * @param current what stands under the key and has not expired; null when nothing does
   */
  static void check(StateOperation operation, @Nullable Entry current) {
    switch (operation) {
      case SetRequest set -> {
        checkEtag(set.key(), set.options(), current);
        checkAbsence(set.key(), set.options(), current);
      }
      case DeleteRequest delete -> checkEtag(delete.key(), delete.options(), current);
    }
  }

  private static void checkEtag(String key, WriteOptions options, @Nullable Entry current) {
    if (!options.needsEtag() || (current != null && current.etag().equals(options.etag()))) {
      return;
    }
    if (!EtagSource.isPossible(options.etag())) {
      throw refusal(ErrorCode.ETAG_INVALID, key, options.etag(), "one that a read has answered");
    }
    var expected = current == null ? "none, as there is no value" : '"' + current.etag() + '"';
    throw refusal(ErrorCode.ETAG_MISMATCH, key, options.etag(), expected);
  }

  private static void checkAbsence(String key, WriteOptions options, @Nullable Entry current) {
    if (options.needsAbsence() && current != null) {
      throw refusal(ErrorCode.ETAG_MISMATCH, key, "", '"' + current.etag() + '"');
    }
  }

  private static ComponentException refusal(
      ErrorCode code, String key, String etag, String expected) {
    return new ComponentException(
        code, "etag of key \"%s\": \"%s\" (expected: %s)".formatted(key, etag, expected));
  }
}
