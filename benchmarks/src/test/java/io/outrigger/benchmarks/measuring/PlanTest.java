package io.outrigger.benchmarks.measuring;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.benchmarks.measuring.Plan.WarmUp;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PlanTest {

  @Test
  void both_sides_are_warmed_up_in_turn_which_does_not_count() throws Exception {
    var plan = new Plan(1, 1, 0, 0, 1, 3, new WarmUp(2, 5));
    var order = new ArrayList<String>();

    var comparison =
        plan.compare(
            List.of(),
            seconds -> {
              order.add("echo " + seconds);
              return (double) seconds;
            },
            seconds -> {
              order.add("sidecar " + seconds);
              return (double) seconds;
            });

    assertThat(order)
        .containsExactly("echo 5", "sidecar 5", "echo 5", "sidecar 5", "echo 3", "sidecar 3");
    assertThat(comparison.echo(Double::doubleValue)).isEqualTo(new Spread(3, 3, 3));
  }
}
