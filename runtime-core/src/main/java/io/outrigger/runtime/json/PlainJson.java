package io.outrigger.runtime.json;

import io.outrigger.spi.Bytes;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/** JSON as plain objects of the JDK, for components, which do not see {@link Json}. */
public final class PlainJson {

  private PlainJson() {}

  /**
   * Reads JSON as {@link io.outrigger.spi.ComponentContext#json} says.
   *
   * @throws IllegalArgumentException when it is no JSON, with the place
   */
  public static @Nullable Object read(String source, Bytes utf8) {
    try {
      return plain(source, Json.read(source, utf8.toArray()));
    } catch (JsonException e) {
      throw failure(source, e.position(), e.reason());
    }
  }

  private static IllegalArgumentException failure(String source, Position place, String reason) {
    return new IllegalArgumentException("%s %s: %s".formatted(source, place, reason));
  }

  private static @Nullable Object plain(String source, Json json) {
    return switch (json) {
      case Json.Obj object -> {
        var map = new LinkedHashMap<String, @Nullable Object>();
        object.members().forEach(member -> map.put(member.key(), plain(source, member.value())));
        yield Collections.unmodifiableMap(map);
      }
      case Json.Arr array -> {
        var list = new ArrayList<@Nullable Object>();
        array.items().forEach(item -> list.add(plain(source, item)));
        yield Collections.unmodifiableList(list);
      }
      case Json.Text text -> text.value();
      case Json.Num number -> number(source, number);
      case Json.Bool bool -> bool.value();
      case Json.Null _ -> null;
    };
  }

  private static BigDecimal number(String source, Json.Num number) {
    try {
      return new BigDecimal(number.text());
    } catch (NumberFormatException e) {
      throw failure(source, number.position(), "a number beyond all bounds");
    }
  }
}
