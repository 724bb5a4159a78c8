package io.outrigger.mongodb.client;

import java.nio.charset.StandardCharsets;

/** Writes a user name or password the way a connection string needs it. */
final class PercentEncoding {

  private static final String UNRESERVED = "-._~";

  private PercentEncoding() {}

  /**
   * Encodes everything that a URI gives a meaning, and leaves what is encoded already: upstream
   * puts the text into the connection string as it is, so that its users have to encode it.
   */
  static String of(String text) {
    var encoded = new StringBuilder();
    for (int i = 0; i < text.length(); ) {
      if (isEscape(text, i)) {
        encoded.append(text, i, i + 3);
        i += 3;
        continue;
      }
      int character = text.codePointAt(i);
      append(encoded, character);
      i += Character.charCount(character);
    }
    return encoded.toString();
  }

  private static boolean isEscape(String text, int at) {
    return text.charAt(at) == '%'
        && at + 2 < text.length()
        && Character.digit(text.charAt(at + 1), 16) >= 0
        && Character.digit(text.charAt(at + 2), 16) >= 0;
  }

  private static void append(StringBuilder encoded, int character) {
    if (isUnreserved(character)) {
      encoded.appendCodePoint(character);
      return;
    }
    for (byte each : Character.toString(character).getBytes(StandardCharsets.UTF_8)) {
      encoded.append("%%%02X".formatted(each));
    }
  }

  private static boolean isUnreserved(int character) {
    return (character >= 'a' && character <= 'z')
        || (character >= 'A' && character <= 'Z')
        || (character >= '0' && character <= '9')
        || UNRESERVED.indexOf(character) >= 0;
  }
}
