package io.outrigger.benchmarks.measuring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

final class SpreadTest {

  @Test
  void the_median_of_an_odd_count_is_the_middle_value() {
    assertThat(Spread.of(DoubleStream.of(9, 1, 2))).isEqualTo(new Spread(2, 1, 9));
  }

  @Test
  void the_median_of_an_even_count_is_the_mean_of_the_middle_two() {
    assertThat(Spread.of(DoubleStream.of(10, 4, 1, 2))).isEqualTo(new Spread(3, 1, 10));
  }

  @Test
  void a_single_value_is_its_own_spread() {
    assertThat(Spread.of(DoubleStream.of(7))).isEqualTo(new Spread(7, 7, 7));
  }

  @Test
  void no_values_have_no_spread() {
    assertThatThrownBy(() -> Spread.of(DoubleStream.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no values (expected: at least one)");
  }
}
