package io.outrigger.qiniu;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;

/** How names stand in URLs. */
final class Link {

  private static final String PLAIN = "-_.~/";
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private Link() {}

  /** A key as the path of a download: everything but letters, digits and {@code -_.~/} encoded. */
  static String path(String key) {
    var path = new StringBuilder(key.length() + 16);
    for (byte each : key.getBytes(StandardCharsets.UTF_8)) {
      if (isPlain(each)) {
        path.append((char) each);
      } else {
        HEX.toHexDigits(path.append('%'), each);
      }
    }
    return path.toString();
  }

  private static boolean isPlain(byte each) {
    return (each >= 'a' && each <= 'z')
        || (each >= 'A' && each <= 'Z')
        || (each >= '0' && each <= '9')
        || PLAIN.indexOf(each) >= 0;
  }

  /** A text as a part of a path of the services: in Base64 that is safe there. */
  static String encoded(String text) {
    return Base64.getUrlEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
