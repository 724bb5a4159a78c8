package io.outrigger.spi.lock;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class AcquisitionTest {

  @Test
  void a_lock_that_was_taken_has_its_token() {
    var acquisition = Acquisition.of(7);

    assertThat(acquisition.acquired()).isTrue();
    assertThat(acquisition.fencingToken()).hasValue(7);
  }

  @Test
  void a_lock_may_be_taken_without_a_token() {
    var acquisition = Acquisition.withoutToken();

    assertThat(acquisition.acquired()).isTrue();
    assertThat(acquisition.fencingToken()).isEmpty();
  }

  @Test
  void a_refused_lock_has_no_token() {
    var acquisition = Acquisition.refused();

    assertThat(acquisition.acquired()).isFalse();
    assertThat(acquisition.fencingToken()).isEmpty();
  }
}
