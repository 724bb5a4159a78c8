package io.outrigger.runtime.component;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.outrigger.spi.ComponentException;
import io.outrigger.spi.ErrorCode;
import io.outrigger.spi.TraceContext;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;

final class DefectLogTest {

  /** Near the end of the range, as {@link System#nanoTime()} may be. */
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1);

  private final DefectLog defects = new DefectLog("state \"s\"", nanos::get);

  @Test
  void the_first_failure_has_a_stack_trace() {
    assertThat(traces(1)).containsExactly(true);
  }

  @Test
  void the_failures_that_follow_have_a_line_each() {
    assertThat(traces(3)).containsExactly(true, false, false);
  }

  @Test
  void after_ten_seconds_there_is_a_stack_trace_again() {
    traces(1);
    nanos.addAndGet(Duration.ofSeconds(10).toNanos());

    assertThat(traces(2)).containsExactly(true, false);
  }

  @Test
  void the_trace_that_the_operation_belongs_to_is_named() {
    try (var log = new LogCapture()) {
      defects.add(failure(), new TraceContext("t", "s"));
      defects.add(failure(), TraceContext.none());

      assertThat(log.events().getFirst().getKeyValuePairs())
          .containsExactly(new KeyValuePair("trace_id", "t"));
      assertThat(log.events().getLast().getKeyValuePairs()).isNullOrEmpty();
    }
  }

  private List<Boolean> traces(int failures) {
    try (var log = new LogCapture()) {
      for (int i = 0; i < failures; i++) {
        defects.add(failure(), TraceContext.none());
      }
      return log.events().stream().map(DefectLogTest::hasTrace).toList();
    }
  }

  private static ComponentException failure() {
    return new ComponentException(ErrorCode.INTERNAL, "odd");
  }

  private static boolean hasTrace(ILoggingEvent event) {
    return event.getThrowableProxy() != null;
  }
}
