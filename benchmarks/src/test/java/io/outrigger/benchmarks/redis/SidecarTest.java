package io.outrigger.benchmarks.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.proto.layotto.v1.GetNextIdResponse;
import org.junit.jupiter.api.Test;

final class SidecarTest {

  @Test
  void ids_are_as_long_on_the_wire_at_the_end_of_a_run_as_at_its_beginning() {
    var first = GetNextIdResponse.newBuilder().setNextId(Sidecar.COUNTER_START + 1).build();
    var last = GetNextIdResponse.newBuilder().setNextId(Sidecar.COUNTER_START * 32 - 1).build();

    assertThat(first.getSerializedSize()).isEqualTo(last.getSerializedSize());
  }
}
