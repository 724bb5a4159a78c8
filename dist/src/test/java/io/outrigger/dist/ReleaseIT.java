package io.outrigger.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.runtime.json.PlainJson;
import io.outrigger.spi.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archives of a release, unpacked where there is no JDK. */
final class ReleaseIT {

  private static final int STARTS = 3;
  private static final String SHARED = " source: shared objects file";

  @TempDir private static Path shared;
  private static Path slim;
  private static Path full;
  private static Path emptyPath;

  @TempDir private Path directory;

  @BeforeAll
  static void unpack() throws Exception {
    emptyPath = Files.createDirectory(shared.resolve("no-programs"));
    slim = unpack("outrigger-slim-", "slim");
    full = unpack("outrigger-0", "full");
  }

  private static Path unpack(String name, String folder) throws Exception {
    var target = Files.createDirectory(shared.resolve(folder));
    var archive = Released.file(name, ".tar.gz");
    return Released.only(Released.unpack(archive, target), "outrigger*");
  }

  @Test
  void it_starts_and_answers_on_a_machine_without_a_jdk() throws Exception {
    for (var home : List.of(slim, full)) {
      try (var sidecar = start(home)) {
        var called =
            run(home, "call", "-a", sidecar.address(), "SayHello", "{\"service_name\": \"hello\"}");
        var asked = run(home, "health", "-a", sidecar.address());

        assertThat(called.status()).as(called.toString()).isZero();
        assertThat(String.join("", called.out())).contains("hello");
        assertThat(asked.status()).isZero();
        sidecar.signal();
        assertThat(sidecar.await()).isZero();
      }
    }
  }

  @Test
  void its_start_and_memory_are_told_with_the_aot_cache_and_without_it() throws Exception {
    var with = new ArrayList<Long>();
    var without = new ArrayList<Long>();
    long residentWith = 0;
    long residentWithout = 0;
    for (int i = 0; i < STARTS; i++) {
      try (var sidecar = start(slim)) {
        with.add(sidecar.startedMillis());
        residentWith = sidecar.residentMebibytes();
      }
      try (var sidecar = start(slim, "OUTRIGGER_AOT_CACHE", "")) {
        without.add(sidecar.startedMillis());
        residentWithout = sidecar.residentMebibytes();
      }
    }
    System.out.printf(
        Locale.ROOT,
        "the unpacked archive, median of %d starts: %d ms and %d MiB with the AOT cache, %d ms and"
            + " %d MiB without it%n",
        STARTS,
        median(with),
        residentWith,
        median(without),
        residentWithout);
    assertThat(median(with)).isLessThan(median(without));
  }

  @Test
  void the_aot_cache_fits_where_the_archive_was_unpacked() throws Exception {
    for (var home : List.of(slim, full)) {
      var classes = directory.resolve("classes.log");
      try (var sidecar = start(home, "OUTRIGGER_JAVA_OPTS", "-Xlog:class+load:file=" + classes)) {
        assertThat(sidecar.isAlive()).isTrue();
      }
      assertThat(Files.readString(classes))
          .contains("io.outrigger.runtime.RuntimeAssembly" + SHARED);
    }
  }

  @Test
  void full_brings_every_component_and_slim_those_of_the_class_path() throws Exception {
    assertThat(components(full)).contains("hdfs", "qiniu", "s3", "tencent-cos", "redis", "mongodb");
    assertThat(components(slim)).contains("redis", "mongodb").doesNotContain("hdfs", "s3");
    assertThat(slim.resolve("components/README")).exists();
  }

  private String components(Path home) throws Exception {
    var listed = run(home, "components");
    assertThat(listed.status()).isZero();
    try (var vendors = Files.list(home.resolve("components"))) {
      var names = vendors.map(vendor -> vendor.getFileName().toString()).toList();
      return String.join("\n", listed.out()) + names;
    }
  }

  @Test
  void the_sums_are_those_of_the_files() throws Exception {
    var checked =
        Outcome.start(
                Released.folder(),
                Map.of("PATH", "/usr/bin:/bin"),
                List.of("sha256sum", "--check", "--strict", "SHA256SUMS"))
            .await();

    assertThat(checked.status()).isZero();
    assertThat(checked.out()).hasSize(6).allMatch(line -> line.endsWith(": OK"));
  }

  @Test
  void the_bill_of_materials_names_every_jar_by_its_sum_and_no_other() throws Exception {
    for (var home : List.of(slim, full)) {
      var bill = bill(home.resolve("sbom.cdx.json"));
      var sums = new TreeSet<String>();
      for (var component : (List<?>) bill.get("components")) {
        var hashes = ((Map<?, ?>) component).get("hashes");
        if (hashes != null) {
          ((List<?>) hashes)
              .stream()
                  .map(hash -> (Map<?, ?>) hash)
                  .filter(hash -> "SHA-256".equals(hash.get("alg")))
                  .forEach(hash -> sums.add((String) hash.get("content")));
        }
      }

      assertThat(bill.get("bomFormat")).isEqualTo("CycloneDX");
      assertThat(sums).containsExactlyElementsOf(new TreeSet<>(jars(home).keySet()));
    }
  }

  @Test
  void the_bill_of_materials_names_licenses_and_the_java() throws Exception {
    assertThat(bill(slim.resolve("sbom.cdx.json")).get("components"))
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .allSatisfy(component ->
            assertThat(((Map<?, ?>) component).keySet().toString())
                .contains("licenses", "name", "version"))
        .anySatisfy(
            component -> assertThat(((Map<?, ?>) component).get("name")).isEqualTo("OpenJDK"));
  }

  @Test
  void everything_has_the_time_it_was_given() throws Exception {
    try (var files = Files.walk(slim)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        assertThat(Files.getLastModifiedTime(file))
            .isEqualTo(FileTime.from(Instant.ofEpochSecond(1_700_000_000)));
      }
    }
  }

  @Test
  void without_a_cache_it_is_the_same_whenever_it_is_made() throws Exception {
    var first = Released.make(directory.resolve("a"), "--train", "0", "--flavour", "slim");
    var second = Released.make(directory.resolve("b"), "--train", "0", "--flavour", "slim");

    assertThat(second.resolve("SHA256SUMS")).hasSameTextualContentAs(first.resolve("SHA256SUMS"));
    assertThat(Files.readAllLines(first.resolve("SHA256SUMS"))).hasSize(3);
  }

  private static long median(List<Long> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }

  private static Map<?, ?> bill(Path file) throws IOException {
    var json = PlainJson.read(file.toString(), Bytes.wrap(Files.readAllBytes(file)));
    return (Map<?, ?>) Objects.requireNonNull(json);
  }

  private static Map<String, Path> jars(Path home) throws Exception {
    var jars = new TreeMap<String, Path>();
    try (var files = Files.walk(home)) {
      for (var file : files.filter(file -> isLibrary(home, file)).toList()) {
        jars.put(Sandbox.sha256(file), file);
      }
    }
    return jars;
  }

  private static boolean isLibrary(Path home, Path file) {
    return file.toString().endsWith(".jar") && !file.startsWith(home.resolve("jre"));
  }

  private RunningProgram start(Path home, String... variables) throws IOException {
    var config =
        Files.writeString(
            directory.resolve("config.json"),
            """
            {"server": {"listen": ["127.0.0.1:0"], "graceful_stop_timeout": "0s"},
             "components": {"hello": {"hello": {"type": "helloworld"}}}}
            """);
    var builder =
        new ProcessBuilder(
            home.resolve("bin/outrigger").toString(), "run", "-c", config.toString());
    builder.environment().clear();
    builder.environment().put("PATH", emptyPath.toString());
    for (int i = 0; i < variables.length; i += 2) {
      builder.environment().put(variables[i], variables[i + 1]);
    }
    return RunningProgram.start(builder, directory.resolve("sidecar.log"));
  }

  private Outcome run(Path home, String... arguments) throws Exception {
    var command = new ArrayList<String>();
    command.add(home.resolve("bin/outrigger").toString());
    command.addAll(List.of(arguments));
    return Outcome.start(directory, Map.of("PATH", emptyPath.toString()), command).await();
  }
}
