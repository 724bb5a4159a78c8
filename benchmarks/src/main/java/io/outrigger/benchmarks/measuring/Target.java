package io.outrigger.benchmarks.measuring;

import java.util.Locale;

/**
 * What a figure shall be.
 *
 * @param limit meant by the bound; with none, of no meaning
 */
public record Target(Bound bound, double limit) {

  /** On which side of the limit a figure shall be; on it is right, too. */
  public enum Bound {
    NONE,
    AT_LEAST,
    AT_MOST
  }

  /** Nothing is asked of the figure. */
  public static Target none() {
    return new Target(Bound.NONE, 0);
  }

  /** The figure shall not be lower. */
  public static Target atLeast(double limit) {
    return new Target(Bound.AT_LEAST, limit);
  }

  /** The figure shall not be higher. */
  public static Target atMost(double limit) {
    return new Target(Bound.AT_MOST, limit);
  }

  /** The target and whether a figure meets it; empty when nothing is asked. */
  String verdict(double figure) {
    return switch (bound) {
      case NONE -> "";
      case AT_LEAST -> text("at least", figure >= limit);
      case AT_MOST -> text("at most", figure <= limit);
    };
  }

  private String text(String side, boolean met) {
    return String.format(Locale.ROOT, "%s %.2f: %s", side, limit, met ? "met" : "**missed**");
  }
}
