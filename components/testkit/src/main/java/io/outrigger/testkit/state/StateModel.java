package io.outrigger.testkit.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.spi.Bytes;
import io.outrigger.spi.state.DeleteRequest;
import io.outrigger.spi.state.SetRequest;
import io.outrigger.spi.state.StateOperation;
import io.outrigger.spi.state.StateValue;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a state store should hold, kept in a plain map. The etags are the store's own: the model
 * learns one when it checks a value that was written. Not safe for use by many threads.
 */
final class StateModel {

  /** An etag that the store has given and the model has not seen yet. */
  private static final String UNSEEN = "";

  private record Known(Bytes data, String etag, Instant end) {}

  private final InstantSource clock;
  private final Map<String, Known> values = new HashMap<>();
  private final Map<String, List<String>> etags = new HashMap<>();

  StateModel(InstantSource clock) {
    this.clock = clock;
  }

  /** Applies a write or removal, or answers false when it should be refused. */
  boolean apply(StateOperation operation) {
    if (!allows(operation)) {
      return false;
    }
    switch (operation) {
      case SetRequest set -> values.put(set.key(), new Known(set.value(), UNSEEN, end(set.ttl())));
      case DeleteRequest delete -> values.remove(delete.key());
    }
    return true;
  }

  /** Applies all of them, or answers false and applies none. */
  boolean applyAll(List<StateOperation> operations) {
    var before = Map.copyOf(values);
    for (var operation : operations) {
      if (!apply(operation)) {
        values.clear();
        values.putAll(before);
        return false;
      }
    }
    return true;
  }

  /** The etags that a key has had so far, the oldest first. */
  List<String> etags(String key) {
    return etags.computeIfAbsent(key, ignored -> new ArrayList<>());
  }

  /** Asserts that the store holds the same. */
  void check(String key, StateValue actual) {
    var expected = live(key);
    if (expected == null) {
      assertThat(actual).as("value of %s", key).isEqualTo(StateValue.absent());
      return;
    }
    assertThat(actual.data()).as("data of %s", key).isEqualTo(expected.data());
    if (expected.etag().equals(UNSEEN)) {
      assertThat(actual.etag()).as("new etag of %s", key).isNotEmpty().isNotIn(etags(key));
      etags(key).add(actual.etag());
      values.put(key, new Known(expected.data(), actual.etag(), expected.end()));
      return;
    }
    assertThat(actual.etag()).as("etag of %s", key).isEqualTo(expected.etag());
  }

  private boolean allows(StateOperation operation) {
    var current = live(operation.key());
    var options = operation.options();
    if (options.needsEtag()) {
      return current != null && current.etag().equals(options.etag());
    }
    return operation instanceof DeleteRequest || current == null || !options.needsAbsence();
  }

  private @Nullable Known live(String key) {
    var known = values.get(key);
    return known != null && known.end().isAfter(clock.instant()) ? known : null;
  }

  private Instant end(@Nullable Duration ttl) {
    return ttl == null || ttl.isZero() ? Instant.MAX : clock.instant().plus(ttl);
  }
}
