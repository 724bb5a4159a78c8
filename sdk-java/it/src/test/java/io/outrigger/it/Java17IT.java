package io.outrigger.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * All other tests here, but the soak, once more, on the oldest Java that applications may have: the
 * one of the environment variable {@code OUTRIGGER_TEST_JAVA17_HOME}, or one that is installed.
 */
final class Java17IT {

  private static final int LIMIT_SECONDS = 240;

  @Test
  void every_test_passes_on_java_17(@TempDir Path directory) throws Exception {
    assumeTrue(Runtime.version().feature() > 17, "this is Java 17");
    var java = find();
    assumeTrue(java.isPresent(), "no Java 17 is installed; set OUTRIGGER_TEST_JAVA17_HOME");
    var output = directory.resolve("output");
    var process =
        new ProcessBuilder(
                java.get().resolve("bin/java").toString(),
                "-Xmx512m",
                "-Doutrigger.home=" + System.getProperty("outrigger.home"),
                "-Doutrigger.java.home=" + System.getProperty("java.home"),
                "-cp",
                System.getProperty("java.class.path"),
                TestRun.class.getName(),
                Java17IT.class.getName())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    var ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
    process.destroyForcibly();

    assertThat(ended).as(() -> read(output)).isTrue();
    assertThat(process.exitValue()).as(() -> read(output)).isZero();
    assertThat(read(output)).contains("Java 17").containsPattern("1\\d\\d passed, 0 failed");
  }

  private static Optional<Path> find() throws IOException {
    var set = Optional.ofNullable(System.getenv("OUTRIGGER_TEST_JAVA17_HOME")).map(Path::of);
    var installed = Path.of("/usr/lib/jvm");
    if (set.isPresent() || !Files.isDirectory(installed)) {
      return set;
    }
    try (Stream<Path> homes = Files.list(installed)) {
      return homes.filter(Java17IT::isJava17).findFirst();
    }
  }

  private static boolean isJava17(Path home) {
    return Files.isExecutable(home.resolve("bin/java"))
        && read(home.resolve("release")).contains("JAVA_VERSION=\"17");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return "";
    }
  }
}
