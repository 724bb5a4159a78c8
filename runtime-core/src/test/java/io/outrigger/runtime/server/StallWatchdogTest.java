package io.outrigger.runtime.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

final class StallWatchdogTest {

  private static final Duration LIMIT = Duration.ofMillis(20);

  private final Logger logger = (Logger) LoggerFactory.getLogger(StallWatchdog.class);
  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
  private final EventLoops loops = new EventLoops(1);
  private final StallWatchdog watchdog = new StallWatchdog(loops, LIMIT);

  @BeforeEach
  void listen() {
    logged.start();
    logger.addAppender(logged);
  }

  @AfterEach
  void close() {
    logger.detachAppender(logged);
    watchdog.close();
    loops.close();
  }

  @Test
  void a_loop_that_is_shut_down_is_not_stalled() {
    watchdog.start();
    loops.close();

    await()
        .during(LIMIT.multipliedBy(10))
        .untilAsserted(() -> assertThat(List.copyOf(logged.list)).isEmpty());
  }

  @Test
  void a_stall_and_its_end_are_told_once() {
    watchdog.start();
    var end = new CountDownLatch(1);
    loops.loops().getFirst().execute(() -> awaitUninterruptibly(end));
    await().until(() -> !logged.list.isEmpty());

    end.countDown();

    await()
        .untilAsserted(() ->
            assertThat(List.copyOf(logged.list))
                .extracting(ILoggingEvent::getMessage)
                .satisfiesExactly(
                    stalled -> assertThat(stalled).startsWith("event=loop_stalled "),
                    recovered -> assertThat(recovered).startsWith("event=loop_recovered ")));
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
