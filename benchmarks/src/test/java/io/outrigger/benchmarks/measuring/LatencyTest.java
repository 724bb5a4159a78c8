package io.outrigger.benchmarks.measuring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LatencyTest {

  @Test
  void percentiles_are_by_nearest_rank() {
    assertThat(Latency.of(LongStream.rangeClosed(1, 200).map(value -> 201 - value).toArray()))
        .isEqualTo(new Latency(100, 198));
  }

  @Test
  void a_single_call_is_every_percentile() {
    assertThat(Latency.of(new long[] {7})).isEqualTo(new Latency(7, 7));
  }

  @Test
  void what_was_measured_in_nanoseconds_is_told_in_microseconds() {
    assertThat(Latency.of(new long[] {25_500}).thousandth()).isEqualTo(new Latency(25.5, 25.5));
  }

  @Test
  void a_log_of_h2load_is_understood(@TempDir Path folder) throws Exception {
    var log = folder.resolve("log");
    Files.writeString(log, "1795356664887405\t200\t4624\n1795356664887406\t200\t4664\n");

    assertThat(Latency.read(log)).isEqualTo(new Latency(4624, 4664));
  }

  @Test
  void an_empty_log_is_refused(@TempDir Path folder) throws Exception {
    var log = Files.createFile(folder.resolve("log"));

    assertThatThrownBy(() -> Latency.read(log)).isInstanceOf(BenchmarkException.class);
  }
}
