package io.outrigger.runtime.json;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The values that anchors name. Bounds what aliases repeat: a text of a few lines could otherwise
 * stand for more values than fit into memory, or for a tree too deep to walk.
 */
final class YamlAnchors {

  private static final long MAX_REPEATED = 1_000_000;
  private static final String TOO_MUCH =
      "aliases repeat more than " + MAX_REPEATED + " values and characters in all";

  private final YamlEvents events;
  private final Map<String, Anchored> anchors = new HashMap<>();
  private long repeated;

  YamlAnchors(YamlEvents events) {
    this.events = events;
  }

  /** Begins the value that {@code name} stands for from here on. */
  Anchored begin(String name) {
    var anchored = new Anchored();
    anchors.put(name, anchored);
    return anchored;
  }

  /**
   * The value of an alias.
   *
   * @param position where the alias stands
   * @param depth how many objects and arrays are open there
   */
  Json repeat(String name, Position position, int depth) {
    var anchored = anchors.get(name);
    if (anchored == null) {
      throw events.failure(position, "an alias whose anchor does not stand before it");
    }
    var value = anchored.value;
    if (value == null) {
      throw events.failure(position, "an alias inside the value it stands for");
    }
    if (depth + anchored.size.levels() > JsonReader.MAX_DEPTH) {
      throw events.failure(position, JsonReader.TOO_DEEP);
    }
    repeated += anchored.size.count();
    if (repeated > MAX_REPEATED) {
      throw events.failure(position, TOO_MUCH);
    }
    return at(position, value);
  }

  private static Json at(Position position, Json value) {
    return switch (value) {
      case Json.Obj object -> new Json.Obj(object.members(), position);
      case Json.Arr array -> new Json.Arr(array.items(), position);
      case Json.Text text -> new Json.Text(text.value(), position);
      case Json.Num number -> new Json.Num(number.text(), position);
      case Json.Bool bool -> new Json.Bool(bool.value(), position);
      case Json.Null _ -> new Json.Null(position);
    };
  }

  /** A value with an anchor, which is known once it has ended. */
  static final class Anchored {

    private @Nullable Json value;
    private Size size = Size.ONE;

    void end(Json whole) {
      value = whole;
      size = Size.of(whole);
    }
  }

  /**
   * The size of a value.
   *
   * @param count its values and the characters of its texts and keys
   * @param levels how deep its objects and arrays nest
   */
  private record Size(long count, int levels) {

    static final Size ONE = new Size(1, 0);

    static Size of(Json json) {
      return switch (json) {
        case Json.Obj object ->
            object.members().stream()
                .map(member -> of(member.value()).longer(member.key().length()))
                .reduce(ONE, Size::and)
                .deeper();
        case Json.Arr array -> array.items().stream().map(Size::of).reduce(ONE, Size::and).deeper();
        case Json.Text text -> ONE.longer(text.value().length());
        case Json.Num number -> ONE.longer(number.text().length());
        case Json.Bool _, Json.Null _ -> ONE;
      };
    }

    private Size longer(int characters) {
      return new Size(count + characters, levels);
    }

    private Size deeper() {
      return new Size(count, levels + 1);
    }

    private Size and(Size other) {
      return new Size(count + other.count, Math.max(levels, other.levels));
    }
  }
}
