package io.outrigger.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What lies in the distribution that was just assembled. */
final class DistributionIT {

  @Test
  void its_script_can_be_executed() {
    assertThat(Repository.distribution().resolve("bin/outrigger")).isExecutable();
  }

  @Test
  void it_holds_the_runtime_and_the_built_in_components() throws Exception {
    assertThat(libraries())
        .anyMatch(name -> name.startsWith("outrigger-runtime-core-"))
        .anyMatch(name -> name.startsWith("outrigger-builtin-"));
  }

  @Test
  void it_holds_nothing_made_for_tests() throws Exception {
    assertThat(libraries())
        .noneMatch(name ->
            name.matches(
                "(junit|assertj|outrigger-testkit|outrigger-telemetry-testkit|json-schema-validator|jackson-databind)-.*"));
  }

  /** The SkyWalking Java agent breaks when it meets classes of its own names. */
  @Test
  void it_holds_no_class_of_the_skywalking_agent() throws Exception {
    try (Stream<Path> jars = Files.list(Repository.distribution().resolve("lib"))) {
      for (var jar : jars.filter(file -> file.toString().endsWith(".jar")).toList()) {
        try (var entries = new JarFile(jar.toFile())) {
          assertThat(entries.stream().map(JarEntry::getName))
              .as(jar.toString())
              .noneMatch(name -> name.startsWith("org/apache/skywalking/apm/network"));
        }
      }
    }
  }

  @Test
  void it_has_room_for_components_of_vendors() {
    assertThat(Repository.distribution().resolve("components/README")).isNotEmptyFile();
  }

  @Test
  void it_starts_without_a_warning_of_the_jvm() throws Exception {
    String script = Repository.distribution().resolve("bin/outrigger").toString();
    var environment =
        Map.of("OUTRIGGER_JAVA_HOME", System.getProperty("java.home"), "PATH", "/usr/bin:/bin");

    Outcome outcome =
        Outcome.start(Repository.distribution(), environment, List.of(script, "version")).await();

    assertThat(outcome.status()).isZero();
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out()).first().asString().startsWith("outrigger ");
  }

  private static List<String> libraries() throws IOException {
    try (Stream<Path> files = Files.list(Repository.distribution().resolve("lib"))) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
