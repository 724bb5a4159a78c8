package io.outrigger.benchmarks.measuring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class LoadResultTest {

  private static final String OUTPUT =
      """
      Application protocol: h2c
      Main benchmark duration is over for thread #0. Stopping all clients.

      finished in 2.00s, 35708.50 req/s, 1.26MB/s
      requests: 71416 total, 71480 started, 71415 done, 71414 succeeded, 1 failed, 2 errored, 3 timeout
      status codes: 71413 2xx, 0 3xx, 0 4xx, 0 5xx
      traffic: 2.52MB (2643560) total, 279.48KB (286192) headers (space savings 95.17%), 348.71KB (357080) data
                           min         max         mean         sd        +/- sd
      req/s           :    4439.62     4479.51     4463.03       14.05    62.50%
      """;

  private static LoadResult answered(long done, long dataBytes) {
    return new LoadResult(1000, done, done, done, 0, dataBytes);
  }

  @Test
  void the_output_of_h2load_is_understood() {
    assertThat(LoadResult.parse(OUTPUT))
        .isEqualTo(new LoadResult(35708.5, 71415, 71414, 71413, 6, 357080));
  }

  @Test
  void output_without_figures_is_refused_with_the_last_line_of_it() {
    assertThatThrownBy(() -> LoadResult.parse("starting benchmark...\nclient could not connect\n"))
        .isInstanceOf(BenchmarkException.class)
        .hasMessageContaining("client could not connect");
  }

  @Test
  void answers_of_the_expected_size_are_right() {
    assertThatCode(() -> answered(100, 500).requireRight(5, 64)).doesNotThrowAnyException();
  }

  @Test
  void answers_that_had_arrived_in_part_when_the_time_was_over_are_no_error() {
    assertThatCode(() -> answered(100, 500 + 64 * 5).requireRight(5, 64))
        .doesNotThrowAnyException();
  }

  @Test
  void one_answer_without_a_message_is_an_error() {
    assertThatThrownBy(() -> answered(100, 495).requireRight(5, 64))
        .isInstanceOf(BenchmarkException.class)
        .hasMessage("wrong answers: 495 bytes of DATA in 100 answers (expected: 500)");
  }

  @Test
  void answers_that_are_too_long_are_an_error() {
    assertThatThrownBy(() -> answered(100, 500 + 64 * 5 + 1).requireRight(5, 64))
        .isInstanceOf(BenchmarkException.class)
        .hasMessageStartingWith("wrong answers: ");
  }

  @Test
  void no_answer_at_all_is_an_error() {
    assertThatThrownBy(() -> answered(0, 0).requireRight(5, 64))
        .isInstanceOf(BenchmarkException.class);
  }

  @Test
  void a_request_that_failed_or_had_another_status_is_an_error() {
    assertThatThrownBy(() -> new LoadResult(1, 100, 100, 100, 1, 500).requireRight(5, 64))
        .isInstanceOf(BenchmarkException.class);
    assertThatThrownBy(() -> new LoadResult(1, 100, 99, 99, 0, 500).requireRight(5, 64))
        .isInstanceOf(BenchmarkException.class);
    assertThatThrownBy(() -> new LoadResult(1, 100, 100, 99, 0, 500).requireRight(5, 64))
        .isInstanceOf(BenchmarkException.class);
  }

  @Test
  void the_status_of_an_answer_that_is_not_whole_is_no_error() {
    assertThatCode(() -> new LoadResult(1, 9, 9, 10, 0, 95).requireRight(10, 1))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> new LoadResult(1, 9, 9, 11, 0, 95).requireRight(10, 1))
        .isInstanceOf(BenchmarkException.class);
  }

  @Test
  void processor_time_is_told_per_hundred_thousand_calls() {
    assertThat(Throughput.of(answered(50_000, 250_000), 50)).isEqualTo(new Throughput(1000, 1));
  }
}
