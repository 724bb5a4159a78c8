package io.outrigger.benchmarks.measuring;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Figures of both servers in Markdown: each is a median with its smallest and largest value. */
public final class Table {

  private final boolean hasTargets;
  private final List<String> lines = new ArrayList<>();

  private Table(boolean hasTargets, String yardstick, String shortly) {
    this.hasTargets = hasTargets;
    var wanted = hasTargets ? " wanted |" : "";
    lines.add(
        "| | %s | Outrigger | Outrigger : %s |%s quiet rounds |"
            .formatted(yardstick, shortly, wanted));
    lines.add("| --- | --- | --- | --- |" + (hasTargets ? " --- |" : "") + " --- |");
  }

  /** A table of what was measured. */
  public static Table plain() {
    return new Table(false, "empty echo", "echo");
  }

  /** A table of what was measured and what is wanted. */
  public static Table withTargets() {
    return new Table(true, "empty echo", "echo");
  }

  /** A table whose rows are measured beside something else than the echo server, and wanted. */
  public static Table beside(String yardstick) {
    return new Table(true, yardstick, yardstick);
  }

  /**
   * Adds a row of which nothing is wanted.
   *
   * @param decimals of the figures; ratios always have two
   */
  public <T> Table row(
      String label, int decimals, Comparison<T> comparison, ToDoubleFunction<T> figure) {
    return row(new Label(label, decimals), comparison, figure, Target.none());
  }

  /** Adds a row whose ratio has a target. */
  public <T> Table row(
      Label label, Comparison<T> comparison, ToDoubleFunction<T> figure, Target target) {
    var ratio = comparison.ratio(figure);
    return add(
        label.text(),
        text(comparison.echo(figure), label.decimals()),
        text(comparison.sidecar(figure), label.decimals()),
        "**" + text(ratio, 2).replaceFirst(" ", "** "),
        target.verdict(ratio.median()),
        quiet(comparison));
  }

  /** Adds a row of a figure that the echo server alone has. */
  public <T> Table ofEcho(Label label, Comparison<T> comparison, ToDoubleFunction<T> figure) {
    var spread = text(comparison.echo(figure), label.decimals());
    return add(label.text(), spread, "", "", "", quiet(comparison));
  }

  /** Adds a row of a figure that the sidecar alone has, with a target for it. */
  public <T> Table ofSidecar(
      Label label, Comparison<T> comparison, ToDoubleFunction<T> figure, Target target) {
    var spread = comparison.sidecar(figure);
    return add(
        label.text(),
        "",
        text(spread, label.decimals()),
        "",
        target.verdict(spread.median()),
        quiet(comparison));
  }

  private static String quiet(Comparison<?> comparison) {
    return "%d of %d".formatted(comparison.quiet(), comparison.rounds().size());
  }

  /** Adds a line of six cells, the target's second to last. */
  private Table add(String... all) {
    var cells = new ArrayList<>(List.of(all));
    if (!hasTargets) {
      cells.remove(cells.size() - 2);
    }
    lines.add("| " + String.join(" | ", cells) + " |");
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

  /**
   * What a row is called.
   *
   * @param decimals of its figures; ratios always have two
   */
  public record Label(String text, int decimals) {}
}
