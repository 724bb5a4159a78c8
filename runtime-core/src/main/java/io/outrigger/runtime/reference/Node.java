package io.outrigger.runtime.reference;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An object of the schema that is being built, its keys in the order in which they came. */
final class Node {

  private final Map<String, Object> members = new LinkedHashMap<>();

  private Node() {}

  static Node empty() {
    return new Node();
  }

  static Node of(String key, Object value) {
    return empty().put(key, value);
  }

  /** A reference to the definition {@code name}, or to something in it by a JSON pointer. */
  static Node ref(String name, String... path) {
    var pointer = new StringBuilder("#/$defs/").append(escaped(name));
    for (var key : path) {
      pointer.append('/').append(escaped(key));
    }
    return of("$ref", pointer.toString());
  }

  /** Adds a member, or replaces it where it is; other nodes in it are taken as they are now. */
  Node put(String key, Object value) {
    members.put(key, plain(value));
    return this;
  }

  /** Adds a member if there is a value. */
  Node put(String key, Optional<?> value) {
    value.ifPresent(present -> put(key, present));
    return this;
  }

  /** Adds the members of another. */
  Node putAll(Node other) {
    members.putAll(other.members);
    return this;
  }

  boolean isEmpty() {
    return members.isEmpty();
  }

  /** What it holds, for {@link io.outrigger.runtime.json.PlainJson#write}. */
  Map<String, Object> plain() {
    return members;
  }

  private static Object plain(Object value) {
    return switch (value) {
      case Node node -> node.members;
      case List<?> list -> list.stream().map(Node::plain).toList();
      default -> value;
    };
  }

  /** A key as a part of a JSON pointer in a URI's fragment. */
  private static String escaped(String key) {
    return key.replace("%", "%25").replace("~", "~0").replace("/", "~1").replace(" ", "%20");
  }
}
