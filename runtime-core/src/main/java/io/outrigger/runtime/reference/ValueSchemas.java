package io.outrigger.runtime.reference;

import io.outrigger.runtime.config.SettingType;
import io.outrigger.spi.Setting;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The schema of each type of value. Whatever is no text may also be written as one, as all of a
 * MOSN config often is, or come from the environment by a placeholder.
 */
final class ValueSchemas {

  /** What makes a text pass that has a placeholder in it, or an escaped one. */
  static final String PLACEHOLDER = "\\$\\{";

  private static final String WHOLE = "-?\\d{1,30}";
  private static final String DECIMAL = "-?\\d{1,400}(?:\\.\\d{1,400})?(?:[eE][+-]?\\d{1,4})?";
  private static final String SIZE = "\\s*\\d{1,18}\\s*(?:B|KiB|MiB|GiB|KB|MB|GB)?\\s*";
  private static final String SPAN = "(?:\\d{1,18}(?:ns|us|ms|s|m|h))+";
  private static final String ADDRESS =
      "unix:.*\\S.*|(?:\\[[0-9A-Fa-f:.]+(?:%[\\w.\\-]+)?\\]|[\\w.\\-]+):\\d{1,5}";

  private ValueSchemas() {}

  static Node of(SettingType type) {
    return switch (type) {
      case SettingType.Plain plain -> plain(plain);
      case SettingType.Whole whole -> whole(whole);
      case SettingType.Span span -> span(span.unit());
      case SettingType.Choice choice -> choice(choice.constants());
      case SettingType.Nested nested -> SettingsSchemas.whole(nested.members());
      case SettingType.ListOf list -> Node.of("type", "array").put("items", of(list.item()));
      case SettingType.MapOf map ->
          Node.of("type", "object").put("additionalProperties", of(map.value()));
    };
  }

  /** Texts that match {@code regex}, or have a placeholder in them. */
  static Node text(String regex) {
    return Node.of("type", "string").put("pattern", "^(?:" + regex + ")$|" + PLACEHOLDER);
  }

  /** A regular expression for {@code word} in any case, and with {@code _} for {@code -}. */
  static String inAnyCase(String word) {
    return word.chars().mapToObj(ValueSchemas::inAnyCase).collect(Collectors.joining());
  }

  private static Node plain(SettingType.Plain type) {
    return switch (type) {
      case TEXT, PATH -> Node.of("type", "string");
      case SECRET -> Node.of("type", "string").put("writeOnly", true);
      case ADDRESS -> text(ADDRESS);
      case NUMBER -> orText("number", DECIMAL);
      case BOOLEAN -> orText("boolean", inAnyCase("true") + "|" + inAnyCase("false"));
      case SIZE -> orText("integer", SIZE).put("minimum", 0);
    };
  }

  private static Node whole(SettingType.Whole type) {
    var node = orText("integer", WHOLE);
    return type.least() == Long.MIN_VALUE
        ? node
        : node.put("minimum", type.least()).put("maximum", type.most());
  }

  private static Node span(Setting.Unit unit) {
    return unit == Setting.Unit.NONE
        ? text(SPAN)
        : orText("integer", SPAN + "|\\d{1,18}").put("minimum", 0);
  }

  private static Node orText(String type, String regex) {
    return text(regex).put("type", List.of(type, "string"));
  }

  private static Node choice(List<String> constants) {
    var any = constants.stream().map(ValueSchemas::inAnyCase).collect(Collectors.joining("|"));
    return Node.of("anyOf", List.of(Node.of("enum", constants), text(any)));
  }

  private static String inAnyCase(int character) {
    if (character == '-' || character == '_') {
      return "[-_]";
    }
    return Character.isLetter(character)
        ? "["
            + Character.toString(Character.toLowerCase(character))
            + Character.toString(Character.toUpperCase(character))
            + "]"
        : quoted(Character.toString(character));
  }

  /** A regular expression for {@code text} itself, in every dialect. */
  static String quoted(String text) {
    return text.replaceAll("[\\\\^$.|?*+()\\[\\]{}/]", "\\\\$0");
  }
}
