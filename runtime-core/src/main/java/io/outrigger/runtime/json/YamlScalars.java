package io.outrigger.runtime.json;

import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.events.ScalarEvent;

/** What scalars mean: the core schema of YAML 1.2 (chapter 10.3), as far as JSON can write it. */
final class YamlScalars {

  static final String UNKNOWN_TAG =
      "a tag that is not known here"
          + " (expected: none, !!str, !!int, !!float, !!bool, !!null, !!seq or !!map)";

  private static final String TAG = "tag:yaml.org,2002:";
  private static final int MAX_NUMBER = 1000;

  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9][0-9]*+)(\\.[0-9]++)?([eE][-+]?[0-9]++)?");
  private static final Pattern INTEGER = Pattern.compile("-?[0-9]++");
  private static final Pattern OTHER_NUMBER =
      Pattern.compile(
          "[-+]?(\\.[0-9]++|[0-9]++(\\.[0-9]*+)?)([eE][-+]?[0-9]++)?"
              + "|0o[0-7]++|0x[0-9a-fA-F]++"
              + "|[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");

  private final YamlEvents events;

  YamlScalars(YamlEvents events) {
    this.events = events;
  }

  /** Whether nothing is written where a value could be. */
  static boolean isMissing(ScalarEvent event) {
    return event.isPlain()
        && event.getValue().isEmpty()
        && event.getTag().isEmpty()
        && event.getAnchor().isEmpty();
  }

  /** Whether {@code tag}, if there is one, is that of {@code type} or leaves the type open. */
  static boolean isOf(String type, Optional<String> tag) {
    return tag.isEmpty() || tag.get().equals("!") || tag.get().equals(TAG + type);
  }

  /** The value of a scalar. */
  Json value(ScalarEvent event, Position position) {
    var text = event.getValue();
    if (event.getTag().isEmpty()) {
      return event.isPlain() ? plain(text, position) : new Json.Text(text, position);
    }
    return isOf("str", event.getTag())
        ? new Json.Text(text, position)
        : tagged(event.getTag().get(), text, position);
  }

  /** The key that a scalar without a tag is, as it is written; none for null. */
  static Optional<String> key(ScalarEvent event) {
    var text = event.getValue();
    return event.isPlain() && isNull(text) ? Optional.empty() : Optional.of(text);
  }

  /** The key that a value is; none if it cannot be one. */
  static Optional<String> text(Json value) {
    return switch (value) {
      case Json.Text text -> Optional.of(text.value());
      case Json.Num number -> Optional.of(number.text());
      case Json.Bool bool -> Optional.of(Boolean.toString(bool.value()));
      case Json.Null _, Json.Obj _, Json.Arr _ -> Optional.empty();
    };
  }

  private Json tagged(String tag, String text, Position position) {
    var value = plain(text, position);
    var fits =
        switch (tag) {
          case TAG + "int" -> value instanceof Json.Num && INTEGER.matcher(text).matches();
          case TAG + "float" -> value instanceof Json.Num;
          case TAG + "bool" -> value instanceof Json.Bool;
          case TAG + "null" -> value instanceof Json.Null;
          default -> throw events.failure(position, UNKNOWN_TAG);
        };
    if (!fits) {
      throw events.failure(position, "a value that is not what its tag says");
    }
    return value;
  }

  private Json plain(String text, Position position) {
    if (isNull(text)) {
      return new Json.Null(position);
    }
    return switch (text) {
      case "true", "True", "TRUE" -> new Json.Bool(true, position);
      case "false", "False", "FALSE" -> new Json.Bool(false, position);
      default -> numberOrText(text, position);
    };
  }

  private static boolean isNull(String text) {
    return switch (text) {
      case "", "~", "null", "Null", "NULL" -> true;
      default -> false;
    };
  }

  private Json numberOrText(String text, Position position) {
    if (NUMBER.matcher(text).matches()) {
      if (text.length() > MAX_NUMBER) {
        throw events.failure(position, SyntaxMessage.LONG_NUMBER);
      }
      return new Json.Num(text, position);
    }
    if (OTHER_NUMBER.matcher(text).matches()) {
      throw events.failure(
          position,
          "a number that JSON cannot write (expected: digits such as 10, -3 or 0.5, or quotes if it"
              + " is text)");
    }
    return new Json.Text(text, position);
  }
}
