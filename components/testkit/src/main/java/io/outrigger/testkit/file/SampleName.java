package io.outrigger.testkit.file;

/** A name that a store may be tempted to change. */
enum SampleName {
  PLAIN("plain.txt"),
  SPACES(" in the middle and around "),
  CHINESE("文件/状态"),
  EMOJI("boat 🛶/🛶"),
  COMBINING_ACCENT("cafe\u0301"),
  PERCENT("a%2Fb%00%"),
  PLUS_AND_QUERY("a+b?c=d&e#f"),
  QUOTES("it's \"quoted\"; <b>"),
  DOTS("..a/b../.c/..."),
  WILDCARDS("*[a]{b}?"),
  COLON_AND_DOLLAR("c:$HOME ~"),
  LONG_PARTS("p".repeat(200) + "/" + "q".repeat(200)),
  /** As long as the store takes names; its text is made when that is known. */
  LONGEST("");

  private static final String PART = "n".repeat(179) + "/";

  private final String text;

  SampleName(String text) {
    this.text = text;
  }

  /** The name, of {@code mostBytes} bytes at most. */
  String text(int mostBytes) {
    return this == LONGEST ? longest(mostBytes) : text;
  }

  private static String longest(int bytes) {
    return PART.repeat(bytes / PART.length() + 1).substring(0, bytes - 1) + 'n';
  }
}
