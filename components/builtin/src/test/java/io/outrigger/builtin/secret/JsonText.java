package io.outrigger.builtin.secret;

import java.util.Map;
import java.util.stream.Collectors;

/** Writes the JSON that tests put into files. */
final class JsonText {

  private JsonText() {}

  /** An object whose members are texts. */
  static String object(Map<String, String> members) {
    return members.entrySet().stream()
        .map(member -> text(member.getKey()) + ": " + text(member.getValue()))
        .collect(Collectors.joining(", ", "{", "}"));
  }

  private static String text(String value) {
    return value
        .chars()
        .mapToObj(each -> "\\u%04x".formatted(each))
        .collect(Collectors.joining("", "\"", "\""));
  }
}
