package io.outrigger.hdfs;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a walk has read of the directories that it goes through, as far as memory for it allows:
 * when there is too much, what was used longest ago is forgotten and read again. For use by one
 * thread.
 */
final class Batches {

  /**
   * How many entries are held at a time, some hundred bytes each; a NameNode gives 1000 at once.
   */
  private static final int MOST_HELD = 5000;

  private final Source source;

  /** By directory, the one that was used last at the end. */
  private final Map<String, Deque<Batch>> batches = new LinkedHashMap<>(16, 0.75f, true);

  private int held;
  private int mostHeld;

  Batches(Source source) {
    this.source = source;
  }

  /** The NameNode. */
  @FunctionalInterface
  interface Source {

    /** The next entries of a directory behind a place. */
    Batch read(String directory, Position from) throws IOException;
  }

  /** The first entry of a directory behind a place. */
  Optional<Entry> firstBehind(String directory, Position place) throws IOException {
    for (var known : batches.getOrDefault(directory, new ArrayDeque<>())) {
      if (known.covers(place)) {
        return known.firstBehind(place);
      }
    }
    var batch = source.read(directory, place);
    requireOrder(directory, batch);
    batches.computeIfAbsent(directory, unknown -> new ArrayDeque<>()).addFirst(batch);
    held += batch.entries().size();
    mostHeld = Math.max(mostHeld, held);
    forgetOldest();
    return batch.firstBehind(place);
  }

  /** The most entries that were held at a time. */
  int mostHeld() {
    return mostHeld;
  }

  private void forgetOldest() {
    while (held > MOST_HELD) {
      var oldest = batches.entrySet().iterator().next();
      held -= oldest.getValue().removeLast().entries().size();
      if (oldest.getValue().isEmpty()) {
        batches.remove(oldest.getKey());
      }
    }
  }

  /** Lest a server with another order, of which a router might be one, has files left out. */
  private static void requireOrder(String directory, Batch batch) throws IOException {
    List<String> names = new ArrayList<>();
    names.add(batch.from().text());
    batch.entries().forEach(entry -> names.add(entry.stored()));
    for (int i = 1; i < names.size(); i++) {
      if (NameOrder.OF_THE_NAME_NODE.compare(names.get(i - 1), names.get(i)) >= 0) {
        throw new IOException(
            "the entries of %s do not come in the order of a NameNode: \"%s\" before \"%s\""
                .formatted(directory, names.get(i - 1), names.get(i)));
      }
    }
  }
}
