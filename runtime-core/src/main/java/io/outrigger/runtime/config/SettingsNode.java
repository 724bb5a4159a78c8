package io.outrigger.runtime.config;

import io.outrigger.runtime.json.Json;
import io.outrigger.runtime.json.Pointer;
import io.outrigger.runtime.json.Position;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The settings that a config gives to one thing, perhaps from several of its objects.
 *
 * @param pointer the object that a missing key is missing in
 * @param position where that object stands
 * @param entries the keys; two may be equal when they come from two objects
 */
record SettingsNode(Pointer pointer, Position position, List<Entry> entries) {

  SettingsNode {
    entries = List.copyOf(entries);
  }

  /** The members of one object. */
  static SettingsNode of(Json.Obj object, Pointer pointer) {
    var entries =
        object.members().stream()
            .map(member -> new Entry(member, pointer.child(member.key())))
            .toList();
    return new SettingsNode(pointer, object.position(), entries);
  }

  /** The entry of the key {@code key}, if there is one. */
  Optional<Entry> entry(String key, KeyMatching keys) {
    return entries.stream().filter(entry -> keys.same(entry.key(), key)).findFirst();
  }

  /** The same without the keys {@code reserved}. */
  SettingsNode without(Set<String> reserved, KeyMatching keys) {
    return where(entry -> reserved.stream().noneMatch(key -> keys.same(entry.key(), key)));
  }

  /** The same with only the entries that pass {@code filter}. */
  SettingsNode where(Predicate<Entry> filter) {
    return new SettingsNode(pointer, position, entries.stream().filter(filter).toList());
  }

  /** The same with one more entry. */
  SettingsNode with(Entry more) {
    return with(new SettingsNode(pointer, position, List.of(more)));
  }

  /** The same with the entries of another object. */
  SettingsNode with(SettingsNode more) {
    return new SettingsNode(
        pointer, position, Stream.concat(entries.stream(), more.entries.stream()).toList());
  }

  /**
   * A key with its value, and where they are.
   *
   * @param injected whether the value comes out of a secret store
   */
  record Entry(Json.Member member, Pointer pointer, boolean injected) {

    /** An entry that the config itself has. */
    Entry(Json.Member member, Pointer pointer) {
      this(member, pointer, false);
    }

    String key() {
      return member.key();
    }

    Json value() {
      return member.value();
    }

    Position keyPosition() {
      return member.keyPosition();
    }

    /** An item of the array that the value is, by the same key. */
    Entry item(int index, Json.Arr array) {
      var item = new Json.Member(key(), keyPosition(), array.items().get(index));
      return new Entry(item, pointer.child(index), injected);
    }

    /** The site of the value. */
    Site site(String subject, BindContext context) {
      return new Site(pointer, value().position(), key(), subject, injected, context);
    }
  }
}
