package io.outrigger.runtime.json;

/**
 * The positions of a text's offsets. Quick when the offsets asked for grow. Not for several
 * threads.
 */
final class Positions {

  private final String text;
  private int offset;
  private int line;
  private int column;

  Positions(String text) {
    this.text = text;
    rewind();
  }

  /** The position of the character at {@code target}, or of the end of the text. */
  Position at(long target) {
    int end = Math.clamp(target, 0, text.length());
    if (end < offset) {
      rewind();
    }
    while (offset < end) {
      step();
    }
    return new Position(line, column);
  }

  private void rewind() {
    offset = 0;
    line = 1;
    column = 1;
  }

  /** Passes one character. A carriage return ends a line unless a line feed follows it. */
  private void step() {
    int c = text.codePointAt(offset);
    offset += Character.charCount(c);
    if (c == '\n' || (c == '\r' && !text.startsWith("\n", offset))) {
      line++;
      column = 1;
      return;
    }
    column++;
  }
}
