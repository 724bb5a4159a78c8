package io.outrigger.runtime.component;

/**
 * An instance that cannot serve now.
 *
 * @param kind its kind
 * @param name its name in the config
 * @param reason why, for people to read
 */
public record DownInstance(String kind, String name, String reason) {

  @Override
  public String toString() {
    return kind + " \"" + name + "\": " + reason;
  }
}
