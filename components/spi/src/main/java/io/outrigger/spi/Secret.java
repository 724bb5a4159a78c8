package io.outrigger.spi;

/**
 * A value that must not be seen: it prints as {@code ***} and is equal to another only by {@link
 * #reveal}.
 */
public final class Secret {

  private final String value;

  private Secret(String value) {
    this.value = value;
  }

  /** A secret that hides {@code value}. */
  public static Secret of(String value) {
    return new Secret(value);
  }

  /** The value itself, for the client library that needs it and nobody else. */
  public String reveal() {
    return value;
  }

  /** True when the value is empty. */
  public boolean isEmpty() {
    return value.isEmpty();
  }

  @Override
  public String toString() {
    return "***";
  }
}
