package io.outrigger.runtime.json;

import io.outrigger.spi.Bytes;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON as plain objects of the JDK, for components, which do not see {@link Json}, and for those
 * who do not need the places.
 */
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

  /**
   * JSON text, indented as {@link Json#toText} does, of the kinds of objects that {@link #read}
   * gives, keys being texts and numbers of any class.
   *
   * @throws IllegalArgumentException when there is an object of another kind in it
   */
  public static String write(@Nullable Object plain) {
    return tree(plain).toText();
  }

  private static Json tree(@Nullable Object plain) {
    return switch (plain) {
      case null -> new Json.Null(Position.START);
      case Map<?, ?> map ->
          new Json.Obj(map.entrySet().stream().map(PlainJson::member).toList(), Position.START);
      case List<?> list ->
          new Json.Arr(list.stream().map(PlainJson::tree).toList(), Position.START);
      case String text -> new Json.Text(text, Position.START);
      case Number number -> new Json.Num(number.toString(), Position.START);
      case Boolean bool -> new Json.Bool(bool, Position.START);
      default ->
          throw new IllegalArgumentException(
              plain.getClass().getName() + " (expected: what JSON can say)");
    };
  }

  private static Json.Member member(Map.Entry<?, ?> entry) {
    return new Json.Member(entry.getKey().toString(), Position.START, tree(entry.getValue()));
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
