package io.outrigger.benchmarks.files;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class TransferTest {

  @Test
  void a_megabyte_has_a_million_bytes_and_processor_time_is_told_per_thousand_of_them() {
    var transfer = Transfer.of(new Tally(2_000_000_000, 4), 100);

    assertThat(transfer).isEqualTo(new Transfer(500, 0.5));
  }
}
