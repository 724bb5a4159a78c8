package io.outrigger.hdfs;

import java.io.IOException;
import java.util.Optional;

/**
 * The entries of a directory in the order of their names by code point, which is another than that
 * in which the NameNode has them. For use by one thread.
 *
 * <p>Think of the names as a tree of characters. For the NameNode, the children of a node that are
 * beyond ASCII come before those that are ASCII; and U+F03A, which is beyond, stands for a colon,
 * which is ASCII. Within each of the segments below the two orders agree; so the children of a node
 * are looked for segment by segment, each from a place that the NameNode can go on from. Where all
 * names are ASCII that costs next to nothing: they are all in what was read anyway.
 */
final class OrderedEntries {

  /** In the order of what the characters stand for. */
  private static final Segment[] SEGMENTS = {
    new Segment(0, ':' - 1),
    new Segment(StoredNames.COLON, StoredNames.COLON),
    new Segment(':' + 1, 0x7f),
    new Segment(0x80, StoredNames.COLON - 1),
    new Segment(StoredNames.COLON + 1, Character.MAX_CODE_POINT)
  };

  private final Batches batches;
  private final String directory;
  private final String prefix;

  /** The entries whose names begin with {@code prefix}, as HDFS keeps them. */
  OrderedEntries(Batches batches, String directory, String prefix) {
    this.batches = batches;
    this.directory = directory;
    this.prefix = prefix;
  }

  /** Characters from one to another, both included. */
  private record Segment(int first, int last) {

    boolean has(int character) {
      return character >= first && character <= last;
    }

    boolean isAscii() {
      return NameOrder.isAscii(first) && NameOrder.isAscii(last);
    }
  }

  /** The first of all. */
  Optional<Entry> first() throws IOException {
    if (prefix.isEmpty()) {
      return lowest(prefix, batches.firstBehind(directory, Position.BEGINNING));
    }
    int last = prefix.codePointBefore(prefix.length());
    var node = prefix.substring(0, prefix.length() - Character.charCount(last));
    var found = batches.firstBehind(directory, Position.before(node, last));
    return lowest(prefix, found.filter(entry -> entry.stored().startsWith(prefix)));
  }

  /** The first whose name comes behind {@code text}, which begins with the prefix. */
  Optional<Entry> behind(String text) throws IOException {
    int end = text.length();
    var found = childBehind(text, -1);
    while (found.isEmpty() && end > prefix.length()) {
      int next = text.codePointBefore(end);
      end -= Character.charCount(next);
      found = childBehind(text.substring(0, end), next);
    }
    int child = end;
    return found.isEmpty()
        ? found
        : lowest(text.substring(0, child) + nextOf(found.get(), child), found);
  }

  /** The lowest of those that begin with {@code node}, given the NameNode's first of them. */
  private Optional<Entry> lowest(String node, Optional<Entry> first) throws IOException {
    if (first.isEmpty()) {
      return first;
    }
    var current = node;
    var found = first.get();
    while (found.stored().length() > current.length()) {
      if (!NameOrder.isAscii(found.stored().codePointAt(current.length()))) {
        // None only if it has just been removed.
        found = childBehind(current, -1).orElse(found);
      }
      current += nextOf(found, current.length());
    }
    return Optional.of(found);
  }

  private static String nextOf(Entry entry, int index) {
    return Character.toString(entry.stored().codePointAt(index));
  }

  /**
   * An entry of the first child of a node behind the child {@code last}, or -1 for the first child:
   * the one that the NameNode has first.
   */
  private Optional<Entry> childBehind(String node, int last) throws IOException {
    boolean passed = last < 0;
    for (var segment : SEGMENTS) {
      int from = passed ? segment.first() : last + 1;
      if (!passed && !segment.has(last)) {
        continue;
      }
      passed = true;
      if (from <= segment.last() && (segment.isAscii() || hasBeyondAscii(node))) {
        var found = firstIn(node, from, segment.last());
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  /** Asks one place for three segments, which are empty nearly always. */
  private boolean hasBeyondAscii(String node) throws IOException {
    return firstIn(node, 0x80, Character.MAX_CODE_POINT).isPresent();
  }

  private Optional<Entry> firstIn(String node, int from, int to) throws IOException {
    return batches
        .firstBehind(directory, Position.before(node, from))
        .filter(entry -> isChild(entry.stored(), node, from, to));
  }

  private static boolean isChild(String name, String node, int from, int to) {
    if (!name.startsWith(node) || name.length() == node.length()) {
      return false;
    }
    int next = name.codePointAt(node.length());
    return next >= from && next <= to;
  }
}
