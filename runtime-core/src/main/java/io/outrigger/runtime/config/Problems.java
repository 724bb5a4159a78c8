package io.outrigger.runtime.config;

import io.outrigger.runtime.json.Position;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Collects the problems of one config while it is read: each once, although a value that counts in
 * several places is bound for each of them. Not for several threads.
 */
final class Problems {

  private static final Comparator<Problem> ORDER_OF_FILE =
      Comparator.comparing(problem -> problem.position().orElse(Position.START));

  private final Set<Problem> wrong = new LinkedHashSet<>();
  private final Set<Problem> unknownKeys = new LinkedHashSet<>();
  private final Set<Problem> warnings = new LinkedHashSet<>();

  /** Adds what makes the config unusable. */
  void add(Problem problem) {
    wrong.add(problem);
  }

  /** Adds an unknown key, whose weight is known only when the whole config is read. */
  void addUnknownKey(Problem problem) {
    unknownKeys.add(problem);
  }

  /** Adds what has no effect, and does no harm. */
  void addWarning(Problem problem) {
    warnings.add(problem);
  }

  /** What makes the config unusable, in the order of the file. */
  List<Problem> errors(UnknownKeys mode) {
    return sorted(mode == UnknownKeys.ERROR ? Stream.of(wrong, unknownKeys) : Stream.of(wrong));
  }

  /** What has no effect, in the order of the file. */
  List<Problem> warnings(UnknownKeys mode) {
    return sorted(
        mode == UnknownKeys.WARN ? Stream.of(warnings, unknownKeys) : Stream.of(warnings));
  }

  private static List<Problem> sorted(Stream<Set<Problem>> sets) {
    return sets.flatMap(Set::stream).sorted(ORDER_OF_FILE).toList();
  }
}
