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
  NINE_HUNDRED_BYTES(("n".repeat(179) + "/").repeat(5).substring(0, 899) + "n");

  private final String text;

  SampleName(String text) {
    this.text = text;
  }

  String text() {
    return text;
  }
}
