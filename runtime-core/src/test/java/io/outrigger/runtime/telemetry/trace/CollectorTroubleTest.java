package io.outrigger.runtime.telemetry.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.outrigger.runtime.config.TracingSettings.Driver;
import io.outrigger.testkit.trace.OtlpCollector;
import io.outrigger.testkit.trace.SkyWalkingCollector;
import io.outrigger.testkit.trace.TraceCollector;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** That collectors that are down, slow or unwilling cost segments and nothing else. */
@ParameterizedClass
@EnumSource(Driver.class)
final class CollectorTroubleTest {

  private static final int QUEUE = 50;
  private static final int CALLS = 5000;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final TraceCollector collector;
  private final Tracing tracing;

  CollectorTroubleTest(Driver driver) {
    collector =
        switch (driver) {
          case SKYWALKING -> SkyWalkingCollector.start();
          case OTLP -> OtlpCollector.start();
        };
    tracing = Setup.sending(driver, collector.address(), QUEUE);
  }

  @AfterEach
  void stop() {
    tracing.close();
    collector.close();
  }

  @Test
  void a_collector_that_is_down_costs_segments_only_and_gets_the_later_ones() throws Exception {
    collector.stop();
    callsGoOn();
    var dropped = Setup.counts(tracing).dropped();
    assertThat(dropped).isGreaterThanOrEqualTo(CALLS - 2 * QUEUE);

    collector.restart();

    aLaterSegmentArrives();
    assertThat(Setup.counts(tracing).queued()).isLessThanOrEqualTo(QUEUE);
  }

  @Test
  void a_collector_that_does_not_answer_costs_segments_only_and_gets_the_later_ones() {
    collector.fallSilent();
    Setup.call(tracing, Map.of());
    await().until(() -> !collector.headers().isEmpty());
    callsGoOn();
    assertThat(Setup.counts(tracing).dropped()).isGreaterThanOrEqualTo(CALLS - QUEUE);

    collector.answer();

    aLaterSegmentArrives();
    assertThat(collector.connections()).as("the silent one is given up").hasSize(2);
  }

  @Test
  void a_collector_that_refuses_costs_segments_only_and_gets_the_later_ones() {
    collector.refuse();
    callsGoOn();
    await().untilAsserted(() -> assertThat(Setup.counts(tracing).dropped()).isGreaterThan(0));
    assertThat(Setup.counts(tracing).sent()).isZero();

    collector.answer();

    aLaterSegmentArrives();
  }

  @Test
  void every_segment_is_either_sent_or_counted_as_lost() {
    for (int i = 0; i < CALLS; i++) {
      Setup.call(tracing, Map.of());
    }
    tracing.close();

    var counts = Setup.counts(tracing);
    assertThat(counts.sent()).isPositive();
    assertThat(counts.sent() + counts.dropped()).isEqualTo(CALLS);
    assertThat(arrived()).isEqualTo(counts.sent());
  }

  @Test
  void a_stop_sends_what_waits() {
    for (int i = 0; i < QUEUE / 2; i++) {
      Setup.call(tracing, Map.of());
    }
    tracing.close();

    assertThat(arrived()).isEqualTo(QUEUE / 2);
  }

  @Test
  void a_stop_does_not_wait_long_for_a_collector_without_an_answer() {
    collector.fallSilent();
    Setup.call(tracing, Map.of());
    await().until(() -> !collector.headers().isEmpty());

    var began = System.nanoTime();
    tracing.close();

    assertThat(System.nanoTime() - began).isLessThan(TimeUnit.SECONDS.toNanos(8));
    assertThat(Setup.counts(tracing).dropped()).isEqualTo(1);
  }

  @Test
  void what_comes_after_the_stop_is_counted_as_lost() {
    tracing.close();
    Setup.call(tracing, Map.of());

    assertThat(Setup.counts(tracing).dropped()).isEqualTo(1);
    assertThat(Setup.counts(tracing).queued()).isZero();
  }

  /** Calls never wait: thousands take no longer than a few batches would wait for an answer. */
  private void callsGoOn() {
    var began = System.nanoTime();
    for (int i = 0; i < CALLS; i++) {
      Setup.call(tracing, Map.of());
      assertThat(Setup.counts(tracing).queued()).isLessThanOrEqualTo(QUEUE);
    }
    assertThat(System.nanoTime() - began).isLessThan(Collector.ANSWER.toNanos());
  }

  private void aLaterSegmentArrives() {
    int before = arrived();
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> {
          Setup.call(tracing, Map.of());
          assertThat(arrived()).isGreaterThan(before);
        });
  }

  private int arrived() {
    return switch (collector) {
      case SkyWalkingCollector skywalking -> skywalking.segments().size();
      case OtlpCollector otlp -> otlp.spans().size() / 2;
      default -> throw new IllegalStateException();
    };
  }
}
