package io.outrigger.runtime.json;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The members of one object of YAML: its own, then those that merging brings. */
final class YamlMembers {

  private final YamlEvents events;
  private final Map<String, Position> keys = new HashMap<>();
  private final Map<String, Json.Member> members = new LinkedHashMap<>();
  private final List<Json.Member> merged = new ArrayList<>();
  private @Nullable Position merge;

  YamlMembers(YamlEvents events) {
    this.events = events;
  }

  /** Refuses a key that is there. Its text is not shown: by a slip it may be what was a value. */
  void claim(String key, Position position) {
    refuseSecond(keys.putIfAbsent(key, position), position);
  }

  void add(Json.Member member) {
    members.put(member.key(), member);
  }

  /** Adds what the merge key at {@code position} brings. */
  void merge(Position position, Json source) {
    refuseSecond(merge, position);
    merge = position;
    switch (source) {
      case Json.Obj object -> merged.addAll(object.members());
      case Json.Arr array -> array.items().forEach(item -> mergeItem(position, item));
      case Json.Text _, Json.Num _, Json.Bool _, Json.Null _ -> throw noObject(position);
    }
  }

  /** Own members win over merged ones, and earlier merged ones over later ones. */
  List<Json.Member> toList() {
    merged.forEach(member -> members.putIfAbsent(member.key(), member));
    return List.copyOf(members.values());
  }

  private void mergeItem(Position position, Json item) {
    if (!(item instanceof Json.Obj object)) {
      throw noObject(position);
    }
    merged.addAll(object.members());
  }

  private void refuseSecond(@Nullable Position first, Position second) {
    if (first != null) {
      throw events.failure(second, "a key is given twice, first at " + first);
    }
  }

  private JsonException noObject(Position position) {
    return events.failure(position, "nothing to merge (expected: an object or a list of objects)");
  }
}
