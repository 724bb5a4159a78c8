package io.outrigger.runtime.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.FunctionTimer;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class CollectionMetersTest {

  private final MeterStore store = new MeterStore();

  @BeforeEach
  void bind() {
    new CollectionMeters().bindTo(store.registry());
  }

  @Test
  void collections_and_what_they_took_are_counted() {
    double before = count();

    System.gc();

    assertThat(count()).isGreaterThan(before);
    assertThat(store.registry().get("jvm.gc.pause").functionTimers())
        .anySatisfy(timer -> assertThat(timer.totalTime(TimeUnit.MILLISECONDS)).isPositive());
  }

  private double count() {
    return store.registry().get("jvm.gc.pause").functionTimers().stream()
        .mapToDouble(FunctionTimer::count)
        .sum();
  }

  @Test
  void what_threads_have_taken_of_the_heap_is_counted() {
    var allocated = store.registry().get("jvm.gc.memory.allocated").functionCounter();
    double before = allocated.count();

    var taken = new byte[1 << 20];

    assertThat(allocated.count()).isGreaterThanOrEqualTo(before + taken.length);
  }

  @Test
  void what_the_last_collection_has_left_is_shown() {
    System.gc();

    assertThat(store.registry().get("jvm.gc.live.data.size").gauge().value()).isPositive();
  }
}
