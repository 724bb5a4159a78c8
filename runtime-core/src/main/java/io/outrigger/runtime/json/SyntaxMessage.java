package io.outrigger.runtime.json;

import java.util.List;

/**
 * What is wrong with a text that is no JSON, in plain words. Jackson's own messages quote the text,
 * which may be a secret, and speak of tokens and stream features; here they only tell the cases
 * apart.
 */
final class SyntaxMessage {

  static final String EMPTY = "no JSON value (expected: an object such as {})";
  static final String TRAILING = "text after the end of the document";
  static final String LONG_NUMBER = "a number of more than 1000 characters";

  private static final String NUMBER =
      "a number that JSON does not know (expected: digits such as 10, -3 or 0.5)";
  private static final String VALUE =
      "expected a value: text in double quotes, a number, true, false, null, an object or an array";

  private SyntaxMessage() {}

  /**
   * The message.
   *
   * @param jackson what Jackson says
   * @param rest the text from the place on where it stopped
   * @param open where the objects and arrays begin that are not closed at that place
   */
  static String of(String jackson, String rest, List<Position> open) {
    if (jackson.contains("in a comment") || jackson.contains("for a comment")) {
      return "a comment that does not end (expected: /* and */, or // up to the line's end)";
    }
    if (rest.isEmpty() && jackson.contains("end-of-input")) {
      return ending(jackson, open);
    }
    if (jackson.contains("umeric value") || jackson.contains("root-level")) {
      return NUMBER;
    }
    if (jackson.startsWith("Number value length")) {
      return LONG_NUMBER;
    }
    return jackson.contains("escape") || jackson.contains("CTRL-CHAR")
        ? ofCharacter(jackson, rest)
        : ofStructure(jackson, rest, open);
  }

  private static String ending(String jackson, List<Position> open) {
    if (jackson.contains("closing quote")
        || jackson.contains("in property name")
        || jackson.contains("escape sequence")) {
      return "the file ends inside text (expected: a closing double quote)";
    }
    return open.isEmpty()
        ? "the file ends inside a value"
        : "the file ends before what begins at " + open.getLast() + " is closed";
  }

  private static String ofCharacter(String jackson, String rest) {
    if (jackson.startsWith("Illegal character")) {
      return "a control character outside text";
    }
    if (jackson.startsWith("Illegal unquoted")) {
      return rest.startsWith("\n") || rest.startsWith("\r")
          ? "the line ends inside text (expected: a closing double quote)"
          : "a control character inside text (expected: an escape such as \\t)";
    }
    return "an escape that JSON does not know"
        + " (expected: \\\" \\\\ \\/ \\b \\f \\n \\r \\t or \\u and four hex digits)";
  }

  private static String ofStructure(String jackson, String rest, List<Position> open) {
    if (jackson.contains("start property name")) {
      return rest.startsWith("}")
          ? "expected a key: no comma may stand before \"}\""
          : "expected a key in double quotes";
    }
    if (jackson.contains("a colon")) {
      return "expected \":\" between key and value";
    }
    if (jackson.contains("expecting comma")) {
      return "expected \",\" or the end of what begins at " + open.getLast();
    }
    if (jackson.startsWith("Unexpected close marker")) {
      return open.isEmpty()
          ? "nothing is open that could be closed here"
          : "the wrong bracket for what begins at " + open.getLast();
    }
    return rest.startsWith("]") ? VALUE + "; no comma may stand before \"]\"" : VALUE;
  }
}
