package io.outrigger.benchmarks.measuring;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.benchmarks.measuring.Table.Label;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TableTest {

  private static final Comparison<Double> ROUNDS =
      new Comparison<>(List.of(new Round<>(1000.0, 800.0, 0), new Round<>(2000.0, 1500.0, 0.1)));

  @Test
  void a_row_has_both_medians_and_the_ratio_each_with_its_spread() {
    assertThat(Table.plain().row("calls", 0, ROUNDS, Double::doubleValue).toString())
        .endsWith(
            "\n| calls | 1,500 (1,000..2,000) | 1,150 (800..1,500) | **0.78** (0.75..0.80)"
                + " | 2 of 2 |");
  }

  @Test
  void a_target_is_held_against_the_median_of_the_ratios() {
    var table = Table.withTargets();
    var met = Target.atLeast(0.77);
    var missed = Target.atLeast(0.78);

    assertThat(table.row(new Label("a", 0), ROUNDS, Double::doubleValue, met).toString())
        .endsWith(" | **0.78** (0.75..0.80) | at least 0.77: met | 2 of 2 |");
    assertThat(table.row(new Label("b", 0), ROUNDS, Double::doubleValue, missed).toString())
        .endsWith(" | at least 0.78: **missed** | 2 of 2 |");
  }

  @Test
  void a_figure_of_one_server_alone_has_no_ratio_and_is_held_against_the_target_itself() {
    var table = Table.withTargets();
    var target = Target.atMost(1000);

    assertThat(table.ofEcho(new Label("c", 0), ROUNDS, Double::doubleValue).toString())
        .endsWith("\n| c | 1,500 (1,000..2,000) |  |  |  | 2 of 2 |");
    assertThat(table.ofSidecar(new Label("d", 0), ROUNDS, Double::doubleValue, target).toString())
        .endsWith("\n| d |  | 1,150 (800..1,500) |  | at most 1000.00: **missed** | 2 of 2 |");
  }

  @Test
  void the_head_names_what_the_rows_are_beside() {
    assertThat(Table.beside("nginx").toString())
        .startsWith("| | nginx | Outrigger | Outrigger : nginx | wanted | quiet rounds |\n");
    assertThat(Table.plain().toString())
        .startsWith("| | empty echo | Outrigger | Outrigger : echo | quiet rounds |\n");
  }

  @Test
  void every_row_has_as_many_cells_as_the_head() {
    var table = Table.withTargets();
    table.row("e", 0, ROUNDS, Double::doubleValue);

    assertThat(table.toString().lines())
        .hasSize(3)
        .allMatch(line -> line.chars().filter(c -> c == '|').count() == 7);
  }
}
