package io.outrigger.runtime.telemetry.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.grpc.Attributes;
import io.grpc.Status.Code;
import io.outrigger.runtime.api.CallMeters;
import io.outrigger.runtime.trace.Span;
import io.outrigger.spi.Meters;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class AccessWriterTest {

  private static final String WRITTEN = "access_log_written";
  private static final String DROPPED = "access_log_dropped";
  private static final int MANY = 20_000;

  private final SlowPlace place = new SlowPlace();
  private final Counted meters = new Counted();
  private final AccessWriter writer =
      new AccessWriter(place, (out, call) -> out.append(call.fullMethod()).append('\n'), meters);

  @BeforeEach
  void start() {
    writer.start();
  }

  @AfterEach
  void close() {
    place.open.countDown();
    writer.close();
  }

  @Test
  void calls_are_written_in_their_order() {
    add(3);

    await().untilAsserted(() -> assertThat(place.lines()).containsExactly("m0", "m1", "m2"));
    assertThat(meters.count(WRITTEN)).isEqualTo(3);
    assertThat(meters.count(DROPPED)).isZero();
  }

  @Test
  void a_call_that_comes_while_it_is_idle_is_written_too() {
    add(1);
    await().until(() -> place.lines().size() == 1);
    add(1);

    await().until(() -> place.lines().size() == 2);
  }

  @Test
  void while_the_place_stands_still_calls_do_not_wait_and_what_is_too_much_is_counted()
      throws Exception {
    place.open = new CountDownLatch(1);
    add(1);
    place.entered.await();

    long began = System.nanoTime();
    add(MANY);
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));

    assertThat(meters.count(DROPPED)).isBetween(MANY - 8_192L - 1, MANY - 8_192L + 512);
    place.open.countDown();
    await()
        .untilAsserted(
            () -> assertThat(meters.count(WRITTEN) + meters.count(DROPPED)).isEqualTo(MANY + 1));
    assertThat(place.lines()).hasSize((int) meters.count(WRITTEN));
  }

  @Test
  void what_the_place_refuses_is_counted_and_later_calls_are_written() {
    place.full = true;
    add(5);
    await().until(() -> meters.count(DROPPED) == 5);

    place.full = false;
    add(2);

    await().untilAsserted(() -> assertThat(place.lines()).containsExactly("m0", "m1"));
  }

  @Test
  void closing_writes_what_waits_and_takes_no_more() {
    add(600);

    writer.close();

    assertThat(place.lines()).hasSize(600);
    assertThat(place.closed).isTrue();
    add(1);
    assertThat(meters.count(DROPPED)).isEqualTo(1);
  }

  @Test
  void closing_does_not_wait_for_a_place_that_stands_still() throws Exception {
    place.open = new CountDownLatch(1);
    add(1);
    place.entered.await();

    writer.close();

    assertThat(place.closed).isFalse();
  }

  private void add(int calls) {
    for (int i = 0; i < calls; i++) {
      var sizes = new CallMeters.Sizes(0, 0, 0);
      writer.add(new EndedCall(0, "m" + i, Code.OK, sizes, Attributes.EMPTY, Span.none()));
    }
  }

  /** Counts by name. */
  private static final class Counted implements Meters {

    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

    long count(String name) {
      return counts.getOrDefault(name, new LongAdder()).sum();
    }

    @Override
    public Counter counter(String name, String doc) {
      var count = counts.computeIfAbsent(name, key -> new LongAdder());
      return count::add;
    }

    @Override
    public Timer timer(String name, String doc) {
      return Meters.none().timer(name, doc);
    }

    @Override
    public void gauge(String name, String doc, DoubleSupplier value) {
      Meters.none().gauge(name, doc, value);
    }
  }
}
