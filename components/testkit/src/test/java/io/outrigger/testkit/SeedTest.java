package io.outrigger.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class SeedTest {

  @Test
  void a_failure_names_the_seed() {
    assertThatThrownBy(() -> Seed.run(random -> fail()))
        .hasMessageMatching("(?s)wrong.*-Doutrigger\\.seed=\\d+");
  }

  private static void fail() {
    throw new AssertionError("wrong");
  }
}
