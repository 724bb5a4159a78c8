package io.outrigger.runtime.config;

import io.outrigger.runtime.json.Pointer;
import io.outrigger.runtime.json.Position;
import java.util.Optional;

/**
 * One thing that is wrong in a config.
 *
 * @param pointer the value that is wrong; the enclosing object when a key is missing
 * @param position where that stands in the file; empty for a problem with the file as a whole
 * @param message what is wrong; never shows a secret or a value taken from the environment
 * @param hint what would be right, such as {@code did you mean "redisHost"?}; empty for none
 */
public record Problem(Pointer pointer, Optional<Position> position, String message, String hint) {

  /** A problem with the value that stands at {@code position}. */
  public static Problem at(Pointer pointer, Position position, String message, String hint) {
    return new Problem(pointer, Optional.of(position), message, hint);
  }

  /** A problem with the file as a whole. */
  public static Problem ofFile(String message) {
    return new Problem(Pointer.ROOT, Optional.empty(), message, "");
  }

  /** The message, with the hint in parentheses if there is one. */
  public String text() {
    return hint.isEmpty() ? message : message + " (" + hint + ")";
  }
}
