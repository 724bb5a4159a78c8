package io.outrigger.dist;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The component that others are copied from, as its own build leaves it, in a distribution that
 * knows nothing of it.
 */
final class TemplateIT {

  private static final Path MODULE =
      Repository.launcher().resolveSibling("components").resolve("template");
  private static final Path SERVER =
      MODULE.resolve("src/test/java/io/outrigger/template/shelf/ShelfServer.java");

  private static Process server;
  private static String address;

  @TempDir private Path directory;

  private Path home;
  private Path installed;

  /** As the guide does, from its source. */
  @BeforeAll
  static void startServer() throws IOException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    server =
        new ProcessBuilder(java, SERVER.toString(), "0")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    var line = new BufferedReader(new InputStreamReader(server.getInputStream(), UTF_8)).readLine();
    assertThat(line).contains(" listens on ");
    address = line.substring(line.lastIndexOf(' ') + 1);
  }

  @AfterAll
  static void stopServer() {
    server.destroyForcibly();
  }

  @BeforeEach
  void install() throws IOException {
    home = Files.createDirectory(directory.resolve("home"));
    Files.createDirectory(home.resolve("bin"));
    Files.copy(Repository.distribution().resolve("bin/outrigger"), home.resolve("bin/outrigger"));
    Files.createSymbolicLink(home.resolve("lib"), Repository.distribution().resolve("lib"));
    installed = Files.createDirectories(home.resolve("components/toy"));
    for (var jar : list(MODULE.resolve("target/components/template"))) {
      Files.copy(jar, installed.resolve(jar.getFileName()));
    }
  }

  /** Else its deletion would warn of a link that leads elsewhere. */
  @AfterEach
  void unlink() throws IOException {
    Files.delete(home.resolve("lib"));
  }

  @Test
  void it_is_no_part_of_the_distribution() throws Exception {
    try (var files = Files.walk(Repository.distribution())) {
      assertThat(files).noneMatch(file -> file.toString().contains("template"));
    }
    assertThat(SidecarProcess.run("components").out()).doesNotContain("template");
  }

  @Test
  void its_directory_holds_its_jar_and_nothing_that_the_core_has() throws Exception {
    assertThat(list(installed))
        .singleElement()
        .asString()
        .matches(".*/outrigger-template-[^/]*\\.jar");
  }

  @Test
  void the_command_components_lists_it_with_its_directory() throws Exception {
    var result = SidecarProcess.run(home, "components");

    assertThat(result.err()).isEmpty();
    assertThat(result.out().lines()).anyMatch(line -> line.matches("state +template +toy"));
  }

  @Test
  void a_config_that_names_it_is_checked() throws Exception {
    var result = check("\"address\": \"localhost:1\"");

    assertThat(result.err()).isEmpty();
    assertThat(result.code()).isZero();
  }

  @Test
  void what_its_settings_refuse_is_a_problem_of_the_config() throws Exception {
    var result = check("\"address\": \"localhost:1\", \"user\": \"ann\"");

    assertThat(result.code()).isEqualTo(78);
    assertThat(result.err())
        .contains(
            "/components/state/orders",
            "password: missing (expected: both user and password, or neither)");
  }

  @Test
  void a_missing_setting_is_a_problem_of_the_config() throws Exception {
    var result = check("\"timeout\": \"1s\"");

    assertThat(result.code()).isEqualTo(78);
    assertThat(result.err()).contains("address");
  }

  @Test
  void it_serves_calls_out_of_its_own_jar() throws Exception {
    var classes = directory.resolve("classes.log");
    var options = "OUTRIGGER_JAVA_OPTS=-Xlog:class+load:file=" + classes;

    try (var sidecar = start(options)) {
      var saved = call(sidecar, "SaveState", "\"states\": [{\"key\": \"k\", \"value\": \"MQ==\"}]");
      assertThat(saved.err()).isEmpty();
      assertThat(call(sidecar, "GetState", "\"key\": \"k\"").out()).contains("MQ==", "etag");
      assertThat(sidecar.terminate()).isZero();
    }
    var source = " source: " + installed.toUri().toString().replace("file://", "file:");
    assertThat(ours(classes))
        .anyMatch(line -> line.contains(".TemplateStateStore" + source))
        .anyMatch(line -> line.contains(".shelf.ShelfClient" + source));
  }

  @Test
  void a_server_that_is_down_does_not_stop_the_sidecar() throws Exception {
    try (var sidecar =
        SidecarProcess.start(home, directory, config("\"address\": \"127.0.0.1:1\""))) {
      var answer = call(sidecar, "GetState", "\"key\": \"k\"");

      assertThat(answer.code()).isEqualTo(1);
      assertThat(answer.err()).contains("UNAVAILABLE");
    }
  }

  @Test
  void its_index_opens_it_only_where_a_config_names_it() throws Exception {
    var index = SidecarProcess.run(home, "components", "--write-index", installed.toString());
    assertThat(index.err()).isEmpty();
    assertThat(installed.resolve("components.index")).content().contains("template");
    var classes = directory.resolve("classes.log");
    var options = "OUTRIGGER_JAVA_OPTS=-Xlog:class+load:file=" + classes;
    var inMemory =
        """
        {"server": {"listen": ["127.0.0.1:0"], "graceful_stop_timeout": "0s"},
         "components": {"state": {"orders": {"type": "in-memory"}}}}
        """;

    try (var sidecar = SidecarProcess.start(home, directory, inMemory, options)) {
      assertThat(sidecar.terminate()).isZero();
    }
    assertThat(classes).content().contains("io.outrigger.runtime.cli.Main ");
    assertThat(ours(classes)).isEmpty();
  }

  private SidecarProcess start(String variable) throws IOException {
    var settings = "\"address\": \"%s\", \"timeout\": 5000".formatted(address);
    return SidecarProcess.start(home, directory, config(settings), variable);
  }

  private static SidecarProcess.Result call(SidecarProcess sidecar, String method, String members)
      throws Exception {
    var json = "{\"store_name\": \"orders\", %s}".formatted(members);
    return SidecarProcess.call(sidecar.addresses().getFirst(), method, json);
  }

  private SidecarProcess.Result check(String settings) throws Exception {
    var file = Files.writeString(directory.resolve("config.json"), config(settings));
    return SidecarProcess.run(home, "check", "-c", file.toString());
  }

  private static String config(String settings) {
    return """
    {"server": {"listen": ["127.0.0.1:0"], "graceful_stop_timeout": "0s"},
     "components": {"state": {"orders": {"type": "template", %s}}}}
    """
        .formatted(settings);
  }

  /** What the JVM's log of loaded classes says of the component's. */
  private static List<String> ours(Path classes) throws IOException {
    try (var lines = Files.lines(classes)) {
      return lines.filter(line -> line.contains(" io.outrigger.template.")).toList();
    }
  }

  private static List<Path> list(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.toList();
    }
  }
}
