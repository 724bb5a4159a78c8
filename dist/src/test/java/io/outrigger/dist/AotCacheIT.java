package io.outrigger.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A distribution that was trained: how much faster it starts, with five starts each way or with
 * fifteen by {@code ./outrigger soak start}.
 */
@Tag("soak-start")
final class AotCacheIT {

  private static final int STARTS = Boolean.getBoolean("outrigger.soak") ? 15 : 5;
  private static final int VENDORS = 10;
  private static final Pattern STARTED = Pattern.compile(".*started in (\\d+) ms.*");
  private static final String SHARED = " source: shared objects file";
  private static final String WITHOUT = "OUTRIGGER_AOT_CACHE=";

  @TempDir private static Path shared;
  private static Path home;

  @TempDir private Path directory;

  /** A copy of the distribution with ten component directories, and its cache. */
  @BeforeAll
  static void train() throws Exception {
    home = shared.resolve("home");
    copy(Repository.distribution(), home);
    for (int i = 0; i < VENDORS; i++) {
      VendorDirectory.write(home.resolve("components/vendor" + i), "vendor" + i);
    }
    var indexed =
        SidecarProcess.run(
            home, "components", "--write-index", home.resolve("components").toString());
    assertThat(indexed.code()).isZero();

    var trained = SidecarProcess.run(home, "train");

    assertThat(trained.err()).isEmpty();
    assertThat(trained.out()).contains("outrigger.aot: ", " calls");
    assertThat(trained.code()).isZero();
    System.out.print(trained.out());
  }

  @Test
  void a_start_with_it_is_measured_against_one_without() throws Exception {
    var with = new ArrayList<Sample>();
    var without = new ArrayList<Sample>();
    for (int i = 0; i < STARTS; i++) {
      with.add(sample());
      without.add(sample(WITHOUT));
    }

    System.out.printf(
        Locale.ROOT,
        "start to the greeting with %d component directories installed, medians of %d: %s with the"
            + " AOT cache, %s without it%n",
        VENDORS,
        STARTS,
        Sample.median(with),
        Sample.median(without));
  }

  @Test
  void the_classes_of_the_runtime_come_from_it() throws Exception {
    var classes = directory.resolve("classes.log");

    start("OUTRIGGER_JAVA_OPTS=-Xlog:class+load:file=" + classes);

    assertThat(Files.readString(classes))
        .contains("io.outrigger.runtime.RuntimeAssembly" + SHARED)
        .contains("io.outrigger.runtime.server.SidecarServer" + SHARED)
        .contains("io.netty.channel.epoll.EpollServerSocketChannel" + SHARED)
        .contains("io.grpc.internal.ServerImpl" + SHARED)
        .contains("vendor.vendor3.Components source: file:")
        .doesNotContain("vendor.vendor4.");
  }

  @Test
  void a_start_writes_nothing_into_the_distribution() throws Exception {
    var before = files();

    start();

    assertThat(files()).isEqualTo(before);
  }

  @Test
  void one_that_was_made_of_other_jars_is_ignored_in_silence() throws Exception {
    var other = directory.resolve("other");
    copy(home, other);
    VendorDirectory.write(other.resolve("lib"), "aaa");

    assertSilent(other);
  }

  @Test
  void one_that_is_damaged_is_ignored_in_silence() throws Exception {
    var other = directory.resolve("other");
    copy(home, other);
    Files.writeString(other.resolve("lib/outrigger.aot"), "damaged");

    assertSilent(other);
  }

  private static void assertSilent(Path other) throws Exception {
    var result = SidecarProcess.run(other, "version");

    assertThat(result.code()).isZero();
    assertThat(result.err()).isEmpty();
    assertThat(result.out().lines()).singleElement().asString().startsWith("outrigger ");
  }

  private Sample sample(String... variables) throws Exception {
    var began = System.nanoTime();
    try (var sidecar = SidecarProcess.start(home, directory, config(), variables)) {
      var millis = (System.nanoTime() - began) / 1_000_000;
      var greeting = STARTED.matcher(sidecar.greeting());
      assertThat(greeting.matches()).isTrue();
      return new Sample(millis, Long.parseLong(greeting.group(1)), sidecar.residentBytes() >> 20);
    }
  }

  private void start(String... variables) throws Exception {
    try (var sidecar = SidecarProcess.start(home, directory, config(), variables)) {
      assertThat(sidecar.terminate()).isZero();
    }
  }

  private String config() throws IOException {
    return Standalone.config(directory)
        .replace(
            "\"hello\": {",
            "\"hello\": {\n \"vendor\": {\"type\": \"vendor3\", \"greeter\": \"me\"},");
  }

  private static Map<Path, FileTime> files() throws IOException {
    try (var files = Files.walk(home)) {
      var times = new TreeMap<Path, FileTime>();
      for (var file : files.toList()) {
        times.put(file, Files.getLastModifiedTime(file));
      }
      return times;
    }
  }

  /** Copies files with their times, by which a JVM knows the jars of its cache. */
  private static void copy(Path from, Path to) throws IOException {
    try (var files = Files.walk(from)) {
      files.forEach(file -> copyOne(file, to.resolve(from.relativize(file).toString())));
    }
  }

  private static void copyOne(Path file, Path to) {
    try {
      Files.copy(file, to, StandardCopyOption.COPY_ATTRIBUTES);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One start: until the greeting as a user waits for it and as the JVM counts, and the memory. */
  private record Sample(long millis, long jvmMillis, long residentMebibytes) {

    static Sample median(List<Sample> samples) {
      return new Sample(
          middle(samples.stream().mapToLong(Sample::millis).sorted().toArray()),
          middle(samples.stream().mapToLong(Sample::jvmMillis).sorted().toArray()),
          middle(samples.stream().mapToLong(Sample::residentMebibytes).sorted().toArray()));
    }

    private static long middle(long[] sorted) {
      return sorted[sorted.length / 2];
    }

    @Override
    public String toString() {
      return "%d ms (%d ms of them the JVM's own count), %d MiB resident"
          .formatted(millis, jvmMillis, residentMebibytes);
    }
  }
}
