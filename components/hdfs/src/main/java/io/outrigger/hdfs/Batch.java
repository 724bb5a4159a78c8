package io.outrigger.hdfs;

import java.util.List;
import java.util.Optional;

/**
 * Some entries of a directory that follow each other in the order of the NameNode.
 *
 * @param from behind which place they are
 * @param entries all that there are between there and the last of them
 * @param isLast whether there are none behind them
 */
record Batch(Position from, List<Entry> entries, boolean isLast) {

  Batch {
    entries = List.copyOf(entries);
  }

  /** True when the first entry behind {@code place} is known from this batch. */
  boolean covers(Position place) {
    return from.compareTo(place) <= 0
        && (isLast || Position.behind(entries.getLast().stored()).compareTo(place) > 0);
  }

  /** The first entry behind a place that this covers. */
  Optional<Entry> firstBehind(Position place) {
    int low = 0;
    int high = entries.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (place.isBefore(entries.get(middle).stored())) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low < entries.size() ? Optional.of(entries.get(low)) : Optional.empty();
  }
}
