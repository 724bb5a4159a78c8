package io.outrigger.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.outrigger.runtime.component.Failures;
import io.outrigger.s3.server.TestS3;
import io.outrigger.spi.ErrorCode;
import io.outrigger.spi.file.FileRequest;
import io.outrigger.spi.file.ListRequest;
import io.outrigger.testkit.Parallel;
import io.outrigger.testkit.TestCall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What every operation ends with in every trouble, as the README tells it. Each operation has three
 * seconds; what it ends with then is CANCELLED here, and the runtime tells its caller TIMEOUT.
 */
final class FaultTableTest {

  private static final Path README = Path.of("README.md");
  private static final Duration DEADLINE = Duration.ofSeconds(3);

  /** An interrupt, the end of what it interrupts, and the end of its upload. */
  private static final Duration SLACK = Duration.ofSeconds(3);

  private static final int BIG = (8 << 20) + 1;

  @ParameterizedTest
  @EnumSource
  void each_trouble_ends_as_the_readme_says(Trouble trouble) throws IOException {
    try (var server = TestS3.start();
        var caller = Caller.of(Flavor.MINIO, trouble.settings(server))) {
      caller.put("there", Caller.bytes(300_000));
      trouble.arrange(server);
      var codes =
          Parallel.run(6, i -> () -> ending(operations(caller).get(i))).stream()
              .collect(Collectors.joining(" | "));

      assertThat(Files.readString(README)).contains("| " + trouble.text() + " | " + codes + " |");
      assertThat(server.memory().unfinishedUploads()).isZero();
      if (!codes.startsWith("-")) {
        assertThat(server.memory().hasObject(TestS3.BUCKET, "new")).isFalse();
      }
    }
  }

  @Test
  void the_readme_has_no_other_rows() throws IOException {
    var rows =
        Files.readAllLines(README).stream()
            .filter(
                line -> line.startsWith("| ") && line.chars().filter(c -> c == '|').count() == 8)
            .skip(2)
            .map(line -> line.split("\\|", -1)[1].strip());
    var troubles = Arrays.stream(Trouble.values()).map(Trouble::text).toList();

    assertThat(rows).containsExactlyElementsOf(troubles);
  }

  /** In the order of the columns: put, put in parts, get, list, stat, delete. */
  private static List<Executable> operations(Caller caller) {
    var store = caller.store();
    return List.of(
        () -> caller.put("new", Caller.bytes(3000)),
        () -> caller.put("new in parts", Caller.bytes(BIG)),
        () -> caller.read("there"),
        () -> Caller.join(store.list(new TestCall(DEADLINE), ListRequest.of(""))),
        () -> Caller.join(store.stat(new TestCall(DEADLINE), FileRequest.of("there"))),
        () -> Caller.join(store.delete(new TestCall(DEADLINE), FileRequest.of("gone"))));
  }

  private static String ending(Executable operation) {
    long begin = System.nanoTime();
    var running = Caller.start(operation);
    var late = TimeUnit.NANOSECONDS.convert(DEADLINE);
    await()
        .atMost(DEADLINE.plus(SLACK))
        .until(() -> {
          if (System.nanoTime() - begin > late) {
            running.thread().interrupt();
          }
          return running.end().isDone();
        });
    return running.end().join().map(failure -> text(failure, begin)).orElse("-");
  }

  private static String text(Throwable failure, long begin) {
    var code = Failures.translate(failure).code();
    boolean isLate = System.nanoTime() - begin > DEADLINE.toNanos();
    return code == ErrorCode.CANCELLED && isLate ? "TIMEOUT at the deadline" : code.toString();
  }
}
