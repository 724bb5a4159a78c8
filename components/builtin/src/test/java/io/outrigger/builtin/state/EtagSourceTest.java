package io.outrigger.builtin.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.testkit.FakeClock;
import io.outrigger.testkit.Parallel;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EtagSourceTest {

  private final FakeClock clock = new FakeClock();
  private final EtagSource source = new EtagSource(clock);

  @Test
  void no_version_is_given_twice() {
    var versions =
        Parallel.run(4, thread -> () -> take(source, 1000)).stream().flatMap(Collection::stream);

    assertThat(versions).doesNotHaveDuplicates();
  }

  @Test
  void a_source_made_later_gives_none_that_an_earlier_one_gave() {
    var before = take(source, 1000);
    clock.advance(Duration.ofMillis(1));
    var after = take(new EtagSource(clock), 1000);

    assertThat(Stream.concat(before.stream(), after.stream())).doesNotHaveDuplicates();
  }

  @Test
  void what_it_gives_is_possible() {
    assertThat(EtagSource.isPossible(EtagSource.format(source.next()))).isTrue();
  }

  @Test
  void the_greatest_version_is_possible() {
    assertThat(EtagSource.isPossible(EtagSource.format(Long.MAX_VALUE))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "0", "01", "A", "-1", " 1", "1.5", "\"1\"", "12345678901234", "one two"})
  void what_it_could_never_give_is_not_possible(String etag) {
    assertThat(EtagSource.isPossible(etag)).isFalse();
  }

  private static List<Long> take(EtagSource source, int count) {
    return LongStream.range(0, count).mapToObj(i -> source.next()).toList();
  }
}
