package io.outrigger.spi;

/**
 * How a backend is.
 *
 * @param status whether it can serve
 * @param detail why it cannot, for people to read; empty when it can
 */
public record Health(Status status, String detail) {

  /** Whether a backend can serve. */
  public enum Status {
    /** It answered. */
    UP,
    /** It did not answer, or said that it cannot serve. */
    DOWN
  }

  private static final Health UP = new Health(Status.UP, "");

  /** A backend that can serve. */
  public static Health up() {
    return UP;
  }

  /** A backend that cannot serve, and why. */
  public static Health down(String detail) {
    return new Health(Status.DOWN, detail);
  }

  /** True when the backend can serve. */
  public boolean isUp() {
    return status == Status.UP;
  }
}
