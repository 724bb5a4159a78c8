package io.outrigger.runtime.telemetry;

/** A JSON object on a line of its own, as it is being written. For one thread. */
public final class JsonLine {

  private static final String HEX = "0123456789abcdef";

  private final StringBuilder out;
  private char before = '{';

  private JsonLine(StringBuilder out) {
    this.out = out;
  }

  /** An object that is written at the end of {@code out}. */
  public static JsonLine in(StringBuilder out) {
    return new JsonLine(out);
  }

  /** Adds a text. */
  public JsonLine text(String name, String value) {
    name(name);
    quote(value);
    return this;
  }

  /** Adds a whole number. */
  public JsonLine number(String name, long value) {
    name(name);
    out.append(value);
    return this;
  }

  /** Adds a number of milliseconds, to the microsecond. */
  public JsonLine millis(String name, long nanos) {
    name(name);
    millis(out, nanos);
    return this;
  }

  /** Writes a number of milliseconds, to the microsecond. */
  public static void millis(StringBuilder out, long nanos) {
    long micros = Math.max(0, nanos) / 1000;
    out.append(micros / 1000).append('.');
    var rest = Long.toString(1000 + micros % 1000);
    out.append(rest, 1, rest.length());
  }

  /** Ends the object and its line. */
  public void end() {
    out.append("}\n");
  }

  private void name(String name) {
    out.append(before);
    before = ',';
    quote(name);
    out.append(':');
  }

  private void quote(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      character(text.charAt(i));
    }
    out.append('"');
  }

  private void character(char c) {
    switch (c) {
      case '"', '\\' -> out.append('\\').append(c);
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> {
        if (c < ' ' || c == 0x7f || c == 0x2028 || c == 0x2029) {
          escape(c);
        } else {
          out.append(c);
        }
      }
    }
  }

  private void escape(char c) {
    out.append("\\u");
    for (int shift = 12; shift >= 0; shift -= 4) {
      out.append(HEX.charAt((c >> shift) & 0xf));
    }
  }
}
