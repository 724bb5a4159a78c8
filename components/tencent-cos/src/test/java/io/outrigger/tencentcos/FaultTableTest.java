package io.outrigger.tencentcos;

import static io.outrigger.tencentcos.CosFiles.BIG;
import static io.outrigger.tencentcos.CosFiles.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.runtime.component.Failures;
import io.outrigger.spi.ErrorCode;
import io.outrigger.tencentcos.server.LocalCos;
import io.outrigger.testkit.Outcome;
import io.outrigger.testkit.Parallel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What every operation ends with in every trouble, as the README tells it. Each operation has three
 * seconds; what it ends with then is CANCELLED here, and the runtime tells its caller TIMEOUT.
 */
final class FaultTableTest {

  private static final Path README = Path.of("README.md");
  private static final Duration DEADLINE = Duration.ofSeconds(3);

  /** An interrupt and the end of what it interrupts. */
  private static final Duration SLACK = Duration.ofSeconds(3);

  @ParameterizedTest
  @EnumSource
  void each_trouble_ends_as_the_readme_says(Trouble trouble) throws IOException {
    try (var cos = LocalCos.start();
        var well = CosFiles.of(TestSettings.of(cos)).started();
        var files = CosFiles.of(trouble.settings(cos), DEADLINE)) {
      well.put("there", bytes(BIG));
      // A start fails in some of them, and has connected all the same.
      var _ = Outcome.of(files.store()::start);
      trouble.arrange(cos);

      assertThat(Files.readString(README)).contains(row(trouble, files));
      assertThat(cos.openParts()).isZero();
      assertThat(cos.object("new")).isEmpty();
      assertThat(cos.object("new in parts")).isEmpty();
    }
  }

  @Test
  void the_readme_has_no_other_rows() throws IOException {
    var troubles =
        List.of(Trouble.values()).stream().map(Trouble::text).collect(Collectors.toSet());
    var rows =
        Files.readAllLines(README).stream()
            .filter(
                line -> line.startsWith("| ") && line.chars().filter(c -> c == '|').count() == 8)
            .skip(2)
            .map(line -> line.split("\\|", -1)[1].strip());

    assertThat(rows).containsExactlyInAnyOrderElementsOf(troubles);
  }

  private static String row(Trouble trouble, CosFiles files) {
    var operations = operations(files);
    var codes =
        Parallel.run(operations.size(), i -> () -> ending(operations.get(i))).stream()
            .collect(Collectors.joining(" | "));
    return "| " + trouble.text() + " | " + codes + " |";
  }

  /** In the order of the columns: put, put in parts, get, list, stat, delete. */
  private static List<Callable<?>> operations(CosFiles files) {
    return List.of(
        () -> put(files, "new", 3000),
        () -> put(files, "new in parts", BIG),
        () -> files.get("there").length,
        () -> files.list("").files().size(),
        () -> files.stat("there").size(),
        () -> files.delete("gone"));
  }

  private static boolean put(CosFiles files, String name, int size) {
    files.put(name, bytes(size));
    files.delete(name);
    return true;
  }

  private static String ending(Callable<?> operation) {
    long begin = System.nanoTime();
    try {
      var _ = operation.call();
      return "-";
    } catch (Exception e) {
      var code = Failures.translate(e).code();
      var time = Duration.ofNanos(System.nanoTime() - begin);
      assertThat(time).isLessThan(DEADLINE.plus(SLACK));
      return code == ErrorCode.CANCELLED && time.compareTo(DEADLINE) > 0
          ? "TIMEOUT at the deadline"
          : code.toString();
    }
  }
}
