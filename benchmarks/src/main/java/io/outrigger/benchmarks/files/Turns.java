package io.outrigger.benchmarks.files;

import io.outrigger.benchmarks.measuring.Comparison;
import io.outrigger.benchmarks.measuring.Plan;
import io.outrigger.benchmarks.measuring.Running;
import java.io.IOException;
import java.util.List;

/**
 * Measures two sides in turn, after a warm-up of both.
 *
 * @param running all processes of ours
 */
record Turns(Plan plan, List<Running> running) {

  Turns {
    running = List.copyOf(running);
  }

  Comparison<Transfer> compare(Side yardstick, Side ours) throws IOException, InterruptedException {
    for (var turn = 0; turn < plan.warmUp().turns(); turn++) {
      var _ = yardstick.load().run(plan.warmUp().seconds());
      var _ = ours.load().run(plan.warmUp().seconds());
    }
    var seconds = plan.sliceSeconds();
    return plan.rounds(plan.rounds())
        .measure(running, () -> yardstick.measure(seconds), () -> ours.measure(seconds));
  }
}
