package io.outrigger.testkit.sequencer;

/** A key that means something special to one backend or another. */
enum SampleKey {
  UNICODE("ключ-序列-🛶"),
  SPACES(" in the middle and around "),
  SLASHES("/a/b//c/"),
  DOTS_AND_DOLLARS("$a.b..c$"),
  WILDCARDS("a%b_c*d?[e]"),
  QUOTES("it's \"quoted\"; --"),
  BRACES_AND_COLONS("{a}:b"),
  CONTROL_CHARACTERS("a\tb\r\nc"),
  PREFIX_SEPARATOR("sequencer||app||key"),
  ONE_KIBIBYTE("k".repeat(1024));

  private final String text;

  SampleKey(String text) {
    this.text = text;
  }

  String text() {
    return text;
  }
}
