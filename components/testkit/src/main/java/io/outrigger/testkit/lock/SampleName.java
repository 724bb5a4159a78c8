package io.outrigger.testkit.lock;

/** A resource or an owner that means something special to one backend or another. */
enum SampleName {
  UNICODE("ключ-锁-🛶"),
  SPACES(" in the middle and around "),
  SLASHES("/a/b//c/"),
  DOTS_AND_DOLLARS("$a.b..c$"),
  WILDCARDS("a%b_c*d?[e]"),
  QUOTES("it's \"quoted\"; --"),
  BRACES_AND_COLONS("{a}:b"),
  CONTROL_CHARACTERS("a\tb\r\nc"),
  PREFIX_SEPARATOR("lock||app||resource"),
  ONE_KIBIBYTE("k".repeat(1024));

  private final String text;

  SampleName(String text) {
    this.text = text;
  }

  String text() {
    return text;
  }
}
