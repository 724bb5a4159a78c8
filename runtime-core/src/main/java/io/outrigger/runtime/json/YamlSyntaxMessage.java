package io.outrigger.runtime.json;

import java.util.List;

/**
 * What is wrong with a text that is no YAML, in plain words. SnakeYAML's own messages quote the
 * text, which may be a secret; here they only tell the cases apart.
 */
final class YamlSyntaxMessage {

  static final String EMPTY = "no YAML value (expected: an object such as key: value)";
  static final String CONTROL =
      "a control character (expected: an escape such as \\u0001 in double quotes)";
  static final String OTHER = "this is no YAML";

  private static final String NO_COLON = "could not find expected ':'";

  /** The first that fits counts. {@code %s} is where the part begins in which the text is wrong. */
  private static final List<Case> CASES =
      List.of(
          new Case("while scanning a tag", "a tag that is not written as YAML wants it"),
          new Case("duplicate tag handle", "a %%TAG line for a tag that has one"),
          new Case("tag handle", "a tag that no %%TAG line explains"),
          new Case("while scanning an a", "expected a name of letters and digits after & or *"),
          new Case("leading empty lines", "block text whose first lines have too many spaces"),
          new Case(
              "while scanning a block scalar",
              "expected the end of the line after | or > (1 to 9, + and - may stand between)"),
          new Case("irective", "a line beginning with %% that YAML does not know"),
          new Case("<document start>", "expected --- after the lines that begin with %%"),
          new Case("document separator", "--- or ... inside the text in quotes that begins at %s"),
          new Case("end of stream", "the file ends inside the text in quotes that begins at %s"),
          new Case(
              "while scanning a double-quoted scalar",
              "an escape that YAML does not know"
                  + " (expected: \\\" \\\\ \\/ \\n \\t, \\u and four hex digits and the like)"),
          new Case("TAB", "a tab where only spaces may indent"),
          new Case("cannot start any token", "a character no value begins with (expected: quotes)"),
          new Case(NO_COLON, "expected \": \" after a key, or the indentation of the value above"),
          new Case(
              "mapping values are not",
              "a \":\" that belongs to no key (expected: a key on a line of its own, or quotes)"),
          new Case("sequence entries are not", "expected \"- \" on a line of its own"),
          new Case("mapping keys are not", "expected \"? \" on a line of its own"),
          new Case("got <stream end>", "the file ends before what begins at %s is closed"),
          new Case("'<stream end>'", "the file ends where a value is expected"),
          new Case("expected ',' or", "expected \",\" or the end of what begins at %s"),
          new Case(
              "expected <block end>",
              "wrong indentation, or text after a value, in what begins at %s"),
          new Case("the node content", "expected a value"),
          new Case("DEL character", CONTROL));

  private YamlSyntaxMessage() {}

  /**
   * The message.
   *
   * @param snakeyaml what SnakeYAML says
   * @param begin where the part begins in which the text is wrong
   */
  static String of(String snakeyaml, Position begin) {
    return CASES.stream()
        .filter(each -> snakeyaml.contains(each.part))
        .map(each -> each.reason.formatted(begin))
        .findFirst()
        .orElse(OTHER);
  }

  /** Whether SnakeYAML's problem is wrong where its part begins, not where it was noticed. */
  static boolean isAboutBeginning(String problem) {
    return problem.startsWith(NO_COLON);
  }

  private record Case(String part, String reason) {}
}
