package io.outrigger.runtime.json;

/**
 * A text that is not the JSON or YAML it should be. The message may name a key and never quotes a
 * value.
 */
public final class JsonException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Position position;
  private final String reason;

  JsonException(String source, Position position, String reason) {
    super(source + " " + position + ": " + reason);
    this.position = position;
    this.reason = reason;
  }

  /** Where the text goes wrong. */
  public Position position() {
    return position;
  }

  /** What is wrong, without the place. */
  public String reason() {
    return reason;
  }
}
