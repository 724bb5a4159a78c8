package io.outrigger.runtime.fake;

import io.outrigger.runtime.json.PlainJson;
import io.outrigger.spi.Bytes;
import java.util.LinkedHashMap;
import java.util.Map;

/** JSON as tests compare it. */
public final class JsonText {

  private JsonText() {}

  /** The object that {@code text} is, with values as {@link PlainJson} gives them. */
  public static Map<String, Object> object(String text) {
    if (!(PlainJson.read(text, Bytes.utf8(text)) instanceof Map<?, ?> read)) {
      throw new IllegalArgumentException(text + " (expected: an object)");
    }
    var object = new LinkedHashMap<String, Object>();
    read.forEach((key, value) -> object.put(String.valueOf(key), value));
    return object;
  }
}
