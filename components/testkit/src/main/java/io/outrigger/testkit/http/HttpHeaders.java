package io.outrigger.testkit.http;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Header fields in their order and their own case; looked up whatever the case.
 *
 * @param fields the fields
 */
public record HttpHeaders(List<Field> fields) {

  private static final HttpHeaders NONE = new HttpHeaders(List.of());

  /** Copies the fields. */
  public HttpHeaders {
    fields = List.copyOf(fields);
  }

  /** No fields. */
  public static HttpHeaders none() {
    return NONE;
  }

  /** The value of the first field of this name. */
  public Optional<String> first(String name) {
    return fields.stream()
        .filter(field -> field.name.equalsIgnoreCase(name))
        .map(Field::value)
        .findFirst();
  }

  /** True when a field of this name has exactly this value, whatever the case. */
  public boolean has(String name, String value) {
    return fields.stream()
        .anyMatch(
            field -> field.name.equalsIgnoreCase(name) && field.value.equalsIgnoreCase(value));
  }

  /** These fields and one more. */
  public HttpHeaders with(String name, String value) {
    return new HttpHeaders(
        Stream.concat(fields.stream(), Stream.of(new Field(name, value))).toList());
  }

  /**
   * A header field. Its bytes are one character each (ISO 8859-1).
   *
   * @param name in the case it is sent in
   * @param value without white space around it
   */
  public record Field(String name, String value) {}
}
