package io.outrigger.benchmarks.firstlight;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Figures of both servers in Markdown: each is a median with its smallest and largest value. */
final class Table {

  private final List<String> lines =
      new ArrayList<>(
          List.of(
              "| | empty echo | Outrigger | Outrigger : echo | quiet rounds |",
              "| --- | --- | --- | --- | --- |"));

  /**
   * Adds a row.
   *
   * @param decimals of the figures; ratios always have two
   */
  <T> Table row(String label, int decimals, Comparison<T> comparison, ToDoubleFunction<T> figure) {
    lines.add(
        "| %s | %s | %s | %s | %d of %d |"
            .formatted(
                label,
                text(comparison.echo(figure), decimals),
                text(comparison.sidecar(figure), decimals),
                "**" + text(comparison.ratio(figure), 2).replaceFirst(" ", "** "),
                comparison.quiet(),
                comparison.rounds().size()));
    return this;
  }

  private static String text(Spread spread, int decimals) {
    return "%s (%s..%s)"
        .formatted(
            number(spread.median(), decimals),
            number(spread.min(), decimals),
            number(spread.max(), decimals));
  }

  private static String number(double value, int decimals) {
    return String.format(Locale.ROOT, "%,." + decimals + "f", value);
  }

  @Override
  public String toString() {
    return String.join("\n", lines);
  }
}
