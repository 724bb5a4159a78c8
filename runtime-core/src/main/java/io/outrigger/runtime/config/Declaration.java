package io.outrigger.runtime.config;

import io.outrigger.runtime.json.Pointer;
import io.outrigger.runtime.json.Position;
import io.outrigger.spi.Kind;

/**
 * An instance as a config declares it.
 *
 * @param kind the kind whose section declares it
 * @param name unique within its kind
 * @param pointer where it is declared
 * @param position where its name stands
 */
public record Declaration(Kind<?> kind, String name, Pointer pointer, Position position) {

  /** Kind and name, as people know it. */
  public String label() {
    return kind.name() + " \"" + name + "\"";
  }
}
