package io.outrigger.runtime.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what was probably meant by a word that is not known. */
public final class Suggestions {

  /** Beyond it a word is no slip of the finger, and comparing it would only take time. */
  private static final int MAX_LENGTH = 100;

  private Suggestions() {}

  /**
   * The candidate that is most like {@code word}. One that differs only in case, {@code -} and
   * {@code _} comes first; else the nearest whose distance is at most a third of the word.
   */
  public static Optional<String> nearest(String word, Collection<String> candidates) {
    if (word.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    var plain = plain(word);
    int limit = Math.max(1, plain.length() / 3);
    return candidates.stream()
        .map(candidate -> new Match(candidate, distance(plain, plain(candidate))))
        .filter(match -> match.distance <= limit)
        .min(Comparator.comparingInt(Match::distance).thenComparing(Match::candidate))
        .map(Match::candidate);
  }

  /** The hint {@code did you mean "x"?}, or else the hint {@code otherwise}. */
  static String hint(String word, Collection<String> candidates, String otherwise) {
    return nearest(word, candidates).map(c -> "did you mean \"" + c + "\"?").orElse(otherwise);
  }

  private static String plain(String word) {
    return word.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
  }

  /**
   * The Damerau-Levenshtein distance (optimal string alignment): how many characters to insert,
   * drop, replace or swap with their neighbour.
   */
  static int distance(String a, String b) {
    int[] beforeLast = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = row(a, b, i, last, beforeLast);
      beforeLast = last;
      last = row;
    }
    return last[b.length()];
  }

  private static int[] row(String a, String b, int i, int[] last, int[] beforeLast) {
    int[] row = new int[b.length() + 1];
    row[0] = i;
    for (int j = 1; j <= b.length(); j++) {
      int replaced = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
      row[j] = Math.min(replaced, 1 + Math.min(last[j], row[j - 1]));
      if (swapped(a, b, i, j)) {
        row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
      }
    }
    return row;
  }

  private static boolean swapped(String a, String b, int i, int j) {
    return i > 1
        && j > 1
        && a.charAt(i - 1) == b.charAt(j - 2)
        && a.charAt(i - 2) == b.charAt(j - 1);
  }

  private record Match(String candidate, int distance) {}
}
