package io.outrigger.builtin.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.testkit.Seed;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

final class NameOrderTest {

  private static final int[] CODE_POINTS = {
    '-', 'a', 'z', 0x6587, 0xE000, 0xFFEE, 0x1F6F6, 0x10000
  };

  @Test
  void it_is_the_order_of_the_utf8_bytes() {
    Seed.run(random -> {
      for (int i = 0; i < 10_000; i++) {
        var left = text(random);
        var right = text(random);

        assertThat(Integer.signum(NameOrder.BY_CODE_POINT.compare(left, right)))
            .as("%s and %s", left, right)
            .isEqualTo(Integer.signum(compareBytes(left, right)));
      }
    });
  }

  private static int compareBytes(String left, String right) {
    return Arrays.compareUnsigned(
        left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(RandomGenerator random) {
    return random
        .ints(random.nextInt(4), 0, CODE_POINTS.length)
        .map(i -> CODE_POINTS[i])
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
