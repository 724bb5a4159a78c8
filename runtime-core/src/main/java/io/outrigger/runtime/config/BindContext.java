package io.outrigger.runtime.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What one reading of a config needs everywhere. Not for several threads. */
final class BindContext {

  private final Problems problems;
  private final Environment environment;
  private final KeyMatching keys;
  private final List<String> hidden = new ArrayList<>();

  BindContext(Problems problems, Environment environment, KeyMatching keys) {
    this.problems = problems;
    this.environment = environment;
    this.keys = keys;
  }

  Problems problems() {
    return problems;
  }

  Environment environment() {
    return environment;
  }

  KeyMatching keys() {
    return keys;
  }

  /** Remembers a value that no message may show. */
  void hide(Object value) {
    hidden.add(value.toString());
  }

  /** A mark to give to {@link #masked} later. */
  int mark() {
    return hidden.size();
  }

  /** The message, with {@code ***} for each value hidden since {@code mark}. */
  String masked(String message, int mark) {
    var longestFirst =
        hidden.subList(mark, hidden.size()).stream()
            .filter(text -> !text.isEmpty())
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList();
    var masked = message;
    for (String text : longestFirst) {
      masked = masked.replace(text, "***");
    }
    return masked;
  }
}
