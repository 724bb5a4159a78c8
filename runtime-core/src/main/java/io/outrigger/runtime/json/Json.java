package io.outrigger.runtime.json;

import java.util.List;
import java.util.Optional;

/**
 * A JSON value that knows where it was written. Immutable.
 *
 * <p>The text of a value may be a secret, so {@code toString} shows only what kind of value it is;
 * {@link #toText} is the value itself.
 */
public sealed interface Json {

  /** Where the first character of the value stands. */
  Position position();

  /** What kind of value this is, in words: "an object", "text", "a number" and so on. */
  String description();

  /** The value as JSON text, indented by two spaces, lines ended by a line feed but the last. */
  default String toText() {
    return JsonWriter.write(this);
  }

  /**
   * Reads a document: JSON, in which comments of both of Java's forms may stand where white space
   * may.
   *
   * @param source what the text is called in the exception's message, such as the file's name
   * @param utf8 the document, with or without a byte order mark
   * @throws JsonException when it is no UTF-8 or no JSON, names a key twice in one object, nests
   *     deeper than 100 levels or is followed by anything else
   */
  static Json read(String source, byte[] utf8) {
    return read(source, Utf8.decode(source, utf8));
  }

  /** Reads a document as {@link #read(String, byte[])} does. */
  static Json read(String source, String text) {
    return new JsonReader(source, text).read();
  }

  /**
   * Reads a document of YAML 1.2 (core schema) as the tree that the same JSON would give.
   *
   * <p>A plain number, {@code true}, {@code false} or {@code null} is that value; all other scalars
   * are text, {@code yes} and {@code on} too. Keys become their text. A value stands where its
   * anchor or tag stands, if it has one. An alias gives a copy of its anchor's value, which stands
   * where the alias does; what is in it stands where it was written. The members that a merge key
   * ({@code <<}) brings follow the others, and stand where they were written.
   *
   * @param source what the text is called in the exception's message, such as the file's name
   * @param utf8 the document, with or without a byte order mark
   * @throws JsonException when it is no UTF-8 or no YAML, holds no value or a second document,
   *     names a key twice in one object, has a key that is {@code null}, an array or an object,
   *     nests deeper than 100 levels, repeats too much by aliases (1,000,000 values and
   *     characters), has a tag outside the core schema or a number that JSON cannot write
   */
  static Json readYaml(String source, byte[] utf8) {
    return new YamlReader(source, Utf8.decode(source, utf8)).read();
  }

  /**
   * An object.
   *
   * @param members in the order of the text; no two have one key
   */
  record Obj(List<Member> members, Position position) implements Json {

    /** Copies the members. */
    public Obj {
      members = List.copyOf(members);
    }

    /** The member of the key {@code key}, if there is one. */
    public Optional<Member> member(String key) {
      return members.stream().filter(member -> member.key().equals(key)).findFirst();
    }

    /** The value of the key {@code key}, if there is one. */
    public Optional<Json> get(String key) {
      return member(key).map(Member::value);
    }

    @Override
    public String description() {
      return "an object";
    }
  }

  /**
   * A key and its value.
   *
   * @param keyPosition where the key's opening quote stands
   */
  record Member(String key, Position keyPosition, Json value) {}

  /** An array. */
  record Arr(List<Json> items, Position position) implements Json {

    /** Copies the items. */
    public Arr {
      items = List.copyOf(items);
    }

    @Override
    public String description() {
      return "an array";
    }
  }

  /**
   * A string.
   *
   * @param value without quotes, escapes resolved
   */
  record Text(String value, Position position) implements Json {

    @Override
    public String description() {
      return "text";
    }

    @Override
    public String toString() {
      return "Text[***, " + position + "]";
    }
  }

  /**
   * A number.
   *
   * @param text exactly as it was written
   */
  record Num(String text, Position position) implements Json {

    @Override
    public String description() {
      return "a number";
    }

    @Override
    public String toString() {
      return "Num[***, " + position + "]";
    }
  }

  /** {@code true} or {@code false}. */
  record Bool(boolean value, Position position) implements Json {

    @Override
    public String description() {
      return "true or false";
    }
  }

  /** {@code null}. */
  record Null(Position position) implements Json {

    @Override
    public String description() {
      return "null";
    }
  }
}
