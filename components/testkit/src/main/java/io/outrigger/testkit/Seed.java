package io.outrigger.testkit;

import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** Random data for a test that can be repeated: a failure names the seed to do it with. */
public final class Seed {

  /** The system property that gives the seed; without it each run has another. */
  public static final String PROPERTY = "outrigger.seed";

  private Seed() {}

  /**
   * Runs a test that takes all its chances from the generator it is given.
   *
   * @throws AssertionError when the test fails; the message names the seed, the cause says why
   */
  public static void run(Consumer<RandomGenerator> test) {
    long seed = Long.getLong(PROPERTY, ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE));
    try {
      test.accept(new Random(seed));
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError(
          e.getMessage() + "%nrepeat it with -D%s=%d".formatted(PROPERTY, seed), e);
    }
  }
}
