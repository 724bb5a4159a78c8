package io.outrigger.runtime.telemetry.trace;

import java.util.HashSet;
import java.util.Set;

/**
 * The names of operations for collectors, which keep figures for each of them for ever: clients can
 * make up as many methods as they like, so only some of those that nobody serves keep their names.
 * Used by one thread.
 */
final class OperationNames {

  /** What stands for the methods that have no name of their own. */
  static final String UNKNOWN = "/unknown";

  private static final int MOST_UNSERVED = 100;
  private static final int LONGEST = 150;

  private final Set<String> unserved = new HashSet<>();

  /** The name of what a segment was for. */
  String of(Segment segment) {
    var name = printable(segment.endpoint());
    if (!segment.ending().code().equals("UNIMPLEMENTED") || unserved.contains(name)) {
      return name;
    }
    if (unserved.size() >= MOST_UNSERVED) {
      return UNKNOWN;
    }
    unserved.add(name);
    return name;
  }

  /** The same without what could forge lines, and not too long. */
  static String printable(String name) {
    var cut = name.length() > LONGEST ? name.substring(0, LONGEST) : name;
    return cut.chars().anyMatch(Character::isISOControl) ? cut.replaceAll("\\p{Cntrl}", "?") : cut;
  }
}
