package io.outrigger.runtime.telemetry.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Attributes;
import io.grpc.Status;
import io.outrigger.runtime.api.CallMeters;
import io.outrigger.runtime.trace.Span;
import io.outrigger.spi.Meters;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SampledCallsTest {

  private static final int CALLS = 8_000;

  /** Four standard deviations of the binomial distribution to each side. */
  @ParameterizedTest
  @CsvSource({"1, 8000, 8000", "0.25, 1845, 2155", "0.01, 44, 116"})
  void a_part_of_the_calls_is_written(double rate, int least, int most) {
    var place = new SlowPlace();
    var writer = new AccessWriter(place, new TextLines(""), Meters.none());
    var calls = new SampledCalls(rate, writer);

    for (int i = 0; i < CALLS; i++) {
      calls.ended("a/B", Status.OK, new CallMeters.Sizes(0, 0, 0), Attributes.EMPTY, Span.none());
    }
    writer.start();
    writer.close();

    assertThat(place.lines()).hasSizeBetween(least, most);
  }
}
