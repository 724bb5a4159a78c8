package io.outrigger.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

final class ParallelTest {

  @Test
  void answers_stand_in_the_order_of_the_threads() {
    assertThat(Parallel.run(3, thread -> () -> thread)).containsExactly(0, 1, 2);
  }

  @Test
  void a_failure_of_one_thread_fails_the_test() {
    Callable<Integer> broken =
        () -> {
          throw new IllegalStateException("broken");
        };

    assertThatThrownBy(() -> Parallel.run(2, thread -> broken))
        .isInstanceOf(AssertionError.class)
        .hasRootCauseMessage("broken");
  }
}
