package io.outrigger.benchmarks.measuring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ComparisonTest {

  private static Round<Double> quiet(double echo, double sidecar) {
    return new Round<>(echo, sidecar, 0.25);
  }

  private static Round<Double> noisy(double echo, double sidecar) {
    return new Round<>(echo, sidecar, 0.26);
  }

  @Test
  void the_ratio_is_the_median_of_the_ratios_of_the_rounds_and_not_the_ratio_of_the_medians() {
    var comparison =
        new Comparison<>(List.of(quiet(100, 80), quiet(200, 100), quiet(50, 45), quiet(10, 7)));

    assertThat(comparison.ratio(Double::doubleValue)).isEqualTo(new Spread(0.75, 0.5, 0.9));
  }

  @Test
  void noisy_rounds_do_not_count_where_two_are_quiet() {
    var comparison = new Comparison<>(List.of(quiet(100, 80), noisy(10, 1), quiet(110, 90)));

    assertThat(comparison.quiet()).isEqualTo(2);
    assertThat(comparison.echo(Double::doubleValue)).isEqualTo(new Spread(105, 100, 110));
    assertThat(comparison.sidecar(Double::doubleValue)).isEqualTo(new Spread(85, 80, 90));
  }

  @Test
  void all_rounds_count_where_only_one_is_quiet() {
    var comparison = new Comparison<>(List.of(quiet(100, 80), noisy(10, 1), noisy(20, 2)));

    assertThat(comparison.quiet()).isEqualTo(1);
    assertThat(comparison.echo(Double::doubleValue)).isEqualTo(new Spread(20, 10, 100));
  }

  @Test
  void comparisons_of_several_pairs_make_one() {
    var one = new Comparison<>(List.of(quiet(1, 2)));
    var other = new Comparison<>(List.of(quiet(3, 4), noisy(5, 6)));

    assertThat(one.and(other).rounds()).containsExactly(quiet(1, 2), quiet(3, 4), noisy(5, 6));
  }
}
