package io.outrigger.testkit;

/** A key, resource or owner that means something special to one backend or another. */
public enum AwkwardText {
  /** More than one script, and a character beyond the basic plane. */
  UNICODE("ключ-锁-🛶"),
  /** White space that a parser could drop. */
  SPACES(" in the middle and around "),
  /** What looks like a path. */
  SLASHES("/a/b//c/"),
  /** What MongoDB gives a meaning. */
  DOTS_AND_DOLLARS("$a.b..c$"),
  /** What SQL and Redis match with. */
  WILDCARDS("a%b_c*d?[e]"),
  /** What ends a literal. */
  QUOTES("it's \"quoted\"; --"),
  /** What Redis Cluster hashes by. */
  BRACES_AND_COLONS("{a}:b"),
  /** What ends a line. */
  CONTROL_CHARACTERS("a\tb\r\nc"),
  /** What the runtime itself puts before keys. */
  PREFIX_SEPARATOR("lock||app||resource"),
  /** Longer than most. */
  ONE_KIBIBYTE("k".repeat(1024));

  private final String text;

  AwkwardText(String text) {
    this.text = text;
  }

  /** The text itself. */
  public String text() {
    return text;
  }
}
