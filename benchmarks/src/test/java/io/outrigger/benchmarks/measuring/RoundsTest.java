package io.outrigger.benchmarks.measuring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RoundsTest {

  @Test
  void the_servers_are_measured_in_turn_and_never_more_often_than_the_limit() throws Exception {
    var order = new ArrayList<String>();

    var comparison =
        new Rounds(100, 3)
            .measure(
                List.of(),
                () -> {
                  order.add("echo");
                  return 2.0;
                },
                () -> {
                  order.add("sidecar");
                  return 1.0;
                });

    assertThat(comparison.rounds()).hasSize(3);
    assertThat(comparison.ratio(Double::doubleValue)).isEqualTo(new Spread(0.5, 0.5, 0.5));
    assertThat(order).containsExactly("echo", "sidecar", "echo", "sidecar", "echo", "sidecar");
  }

  @Test
  void no_more_rounds_are_made_than_wanted_when_all_are_quiet() throws Exception {
    var comparison = new Rounds(0, 10).measure(List.of(), () -> 1.0, () -> 1.0);

    assertThat(comparison.rounds()).isEmpty();
  }
}
