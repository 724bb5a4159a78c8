package io.outrigger.runtime.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.runtime.fake.Figures;
import io.outrigger.runtime.http.HttpQuestion;
import io.outrigger.spi.Bytes;
import io.outrigger.spi.ErrorCode;
import io.outrigger.spi.Meters;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class InstanceMetersTest {

  private static final String[] REDIS = {
    "kind=\"lock\"", "component=\"l\"", "type=\"redis\"",
  };

  private final MeterStore store = new MeterStore();
  private final InstanceMeters telemetry = new InstanceMeters(store);
  private final Meters meters = telemetry.of("lock", "l", "redis").meters();

  @Test
  void the_ends_of_an_operation_are_counted_by_their_outcome() {
    var tryLock = telemetry.of("lock", "l", "redis").operation("tryLock");

    tryLock.ended(1_000_000, null);
    tryLock.ended(1_000_000, null);
    tryLock.ended(1_000_000, ErrorCode.TIMEOUT);

    assertThat(operations("OK")).isEqualTo(2);
    assertThat(operations("TIMEOUT")).isEqualTo(1);
  }

  @Test
  void what_a_component_counts_carries_its_labels() {
    meters.counter("batches", "Batches.").add(3);
    meters.counter("batches", "Batches.").add(4);
    meters.gauge("queued", "What waits.", () -> 5);
    meters.timer("flush", "Flushes.").record(Duration.ofMillis(2));
    var figures = figures();

    assertThat(figures.sum("outrigger_component_batches_total", REDIS)).isEqualTo(7);
    assertThat(figures.sum("outrigger_component_queued", REDIS)).isEqualTo(5);
    assertThat(figures.sum("outrigger_component_flush_seconds_count", REDIS)).isEqualTo(1);
  }

  @Test
  void two_instances_may_count_the_same() {
    meters.counter("batches", "Batches.").add(1);
    telemetry.of("state", "s", "redis").meters().counter("batches", "Others.").add(2);
    meters.timer("flush", "Flushes.").record(Duration.ofMillis(2));
    telemetry.of("state", "s", "redis").meters().timer("flush", "F.").record(Duration.ZERO);

    assertThat(figures().with("outrigger_component_batches_total")).hasSize(2);
    assertThat(figures().with("outrigger_component_flush_seconds_count")).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Upper", "with.dot", "with space", "9th", "ümlaut"})
  void a_name_that_cannot_be_breaks_nothing(String name) {
    var before = figures().samples().keySet();

    meters.counter(name, "No.").add(1);
    meters.timer(name, "No.").record(Duration.ZERO);
    meters.gauge(name, "No.", () -> 1);

    assertThat(figures().samples().keySet()).isEqualTo(before);
  }

  @Test
  void one_name_for_several_kinds_of_meters_breaks_nothing() {
    meters.counter("twice", "First.").add(1);
    meters.gauge("twice", "No.", () -> 1);
    meters.timer("twice", "Another name, since it ends in seconds.").record(Duration.ZERO);

    assertThat(figures().sum("outrigger_component_twice_total", REDIS)).isEqualTo(1);
  }

  @Test
  void the_runtimes_own_names_are_not_for_components() {
    meters.counter("up", "No.").add(7);
    meters.timer("operations", "No.").record(Duration.ZERO);
    telemetry.of("lock", "l", "redis").operation("tryLock").ended(1, null);

    assertThat(figures().sum("outrigger_component_operations_seconds_count")).isEqualTo(1);
    assertThat(figures().with("outrigger_component_up_total")).isEmpty();
  }

  @Test
  void the_number_of_meters_of_an_instance_is_bounded() {
    IntStream.range(0, 1000).forEach(i -> meters.counter("n" + i, "One.").add(1));

    assertThat(figures().samples().keySet().stream().filter(name -> name.contains("_n")))
        .hasSize(64);
  }

  @Test
  void a_gauge_that_fails_breaks_nothing() {
    meters.gauge(
        "broken",
        "Fails.",
        () -> {
          throw new IllegalStateException("as the test wants it");
        });

    assertThat(figures().with("outrigger_component_broken")).containsValue(Double.NaN);
  }

  private double operations(String outcome) {
    return figures()
        .sum(
            "outrigger_component_operations_seconds_count",
            "operation=\"tryLock\"",
            "outcome=\"" + outcome + '"');
  }

  private Figures figures() {
    var question = new HttpQuestion("GET", "/metrics", Map.of(), Bytes.empty(), false);
    var page = new MetricsPage(store).answer(question).body().toUtf8();
    return Figures.of(page);
  }
}
