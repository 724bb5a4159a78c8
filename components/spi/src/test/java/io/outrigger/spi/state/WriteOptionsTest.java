package io.outrigger.spi.state;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WriteOptionsTest {

  @ParameterizedTest
  @CsvSource({
    "'', UNSPECIFIED, false, false",
    "'', FIRST_WRITE, false, true",
    "'', LAST_WRITE, false, false",
    "7, UNSPECIFIED, true, false",
    "7, FIRST_WRITE, true, false",
    "7, LAST_WRITE, false, false"
  })
  void the_etag_and_the_concurrency_say_what_must_stand_there(
      String etag, Concurrency concurrency, boolean needsEtag, boolean needsAbsence) {
    var options = new WriteOptions(etag, concurrency, Consistency.UNSPECIFIED);

    assertThat(options.needsEtag()).isEqualTo(needsEtag);
    assertThat(options.needsAbsence()).isEqualTo(needsAbsence);
  }
}
