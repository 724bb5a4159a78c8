package io.outrigger.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The distribution with component directories of vendors. */
final class ComponentDirectoriesIT {

  private static final int VENDORS = 10;

  @TempDir private Path directory;

  private Path home;
  private Path components;

  @BeforeEach
  void copy() throws IOException {
    home = Files.createDirectory(directory.resolve("home"));
    Files.createDirectory(home.resolve("bin"));
    Files.copy(Repository.distribution().resolve("bin/outrigger"), home.resolve("bin/outrigger"));
    Files.createSymbolicLink(home.resolve("lib"), Repository.distribution().resolve("lib"));
    components = Files.createDirectory(home.resolve("components"));
  }

  /** Else its deletion would warn of a link that leads elsewhere. */
  @AfterEach
  void unlink() throws IOException {
    Files.delete(home.resolve("lib"));
  }

  @Test
  void of_ten_vendors_only_the_one_that_the_config_names_is_loaded() throws Exception {
    for (int i = 0; i < VENDORS; i++) {
      VendorDirectory.write(components.resolve("dir" + i), "vendor" + i);
    }
    index();
    var classes = directory.resolve("classes.log");
    var options = "OUTRIGGER_JAVA_OPTS=-Xlog:class+load:file=" + classes;

    try (var sidecar = SidecarProcess.start(home, directory, config("vendor7"), options)) {
      var answer = sayHello(sidecar);

      assertThat(answer.out()).contains("hello from vendor7");
      assertThat(sidecar.terminate()).isZero();
    }
    var loaded = Files.readString(classes);
    assertThat(loaded)
        .contains("io.outrigger.runtime.cli.Main ")
        .contains("vendor.vendor7.Components ")
        .contains("vendor.vendor7.Library ");
    IntStream.range(0, VENDORS)
        .filter(i -> i != 7)
        .forEach(i -> assertThat(loaded).doesNotContain("vendor.vendor" + i + "."));
  }

  @Test
  void a_directory_that_was_dropped_in_works_without_an_index() throws Exception {
    VendorDirectory.write(components.resolve("acme"), "acme");

    try (var sidecar = SidecarProcess.start(home, directory, config("acme"))) {
      assertThat(sayHello(sidecar).out()).contains("hello from acme");
    }
  }

  @Test
  void directories_may_lie_in_other_folders() throws Exception {
    var mine = directory.resolve("mine");
    VendorDirectory.write(mine.resolve("acme"), "acme");
    var variable = "OUTRIGGER_COMPONENTS=" + mine;

    try (var sidecar = SidecarProcess.start(home, directory, config("acme"), variable)) {
      assertThat(sayHello(sidecar).out()).contains("hello from acme");
    }
  }

  @Test
  void the_command_components_lists_the_class_path_and_the_directories() throws Exception {
    VendorDirectory.write(components.resolve("acme-1.2"), "acme");
    index();

    var result = SidecarProcess.run(home, "components");

    assertThat(result.err()).isEmpty();
    assertThat(result.out().lines())
        .anyMatch(line -> line.matches("hello +acme +acme-1.2"))
        .anyMatch(line -> line.matches("state +in-memory +.*outrigger-builtin-.*\\.jar"));
  }

  @Test
  void a_broken_directory_that_the_config_names_ends_the_start_with_78_and_is_named()
      throws Exception {
    var jar = VendorDirectory.write(components.resolve("acme"), "acme");
    VendorDirectory.write(components.resolve("other"), "other");
    index();
    Files.write(jar, new byte[(int) Files.size(jar)]);

    var result = check("acme");

    assertThat(result.code()).isEqualTo(78);
    assertThat(result.err()).contains(": 1 problem", jar + ": is no whole jar: ");
    assertThat(check("other").code()).isZero();
  }

  @Test
  void a_directory_without_its_library_ends_the_start_with_78_and_is_named() throws Exception {
    VendorDirectory.write(components.resolve("acme"), "acme", "Hello");

    var result = SidecarProcess.run(home, "run", "-c", file("acme"));

    assertThat(result.code()).isEqualTo(78);
    assertThat(result.err().lines())
        .last()
        .asString()
        .contains(components.resolve("acme") + ": ", "class vendor.acme.Hello is missing");
  }

  @Test
  void a_type_that_two_directories_bring_ends_the_start_with_78_and_both_are_named()
      throws Exception {
    VendorDirectory.write(components.resolve("one"), "acme");
    VendorDirectory.write(components.resolve("two"), "acme");
    index();

    var result = check("helloworld");

    assertThat(result.code()).isEqualTo(78);
    assertThat(result.err().lines())
        .singleElement()
        .asString()
        .contains(
            "type \"acme\" of kind hello is installed twice",
            components.resolve("one").toString(),
            components.resolve("two").toString());
  }

  @Test
  void jars_that_lie_too_deep_are_a_warning_in_the_log() throws Exception {
    VendorDirectory.write(components.resolve("acme"), "acme");
    VendorDirectory.write(components.resolve("low/lib"), "low");

    try (var sidecar = SidecarProcess.start(home, directory, config("acme"))) {
      assertThat(sidecar.log()).contains("WARN ", components.resolve("low") + ": its jars lie in ");
    }
  }

  @Test
  void a_config_from_a_pipe_is_read_once() throws Exception {
    var script = home.resolve("bin/outrigger") + " check -c /dev/stdin --show-effective";
    var builder = new ProcessBuilder("/bin/sh", "-c", "printf '{}' | " + script);
    builder.environment().put("OUTRIGGER_JAVA_HOME", System.getProperty("java.home"));
    var process = builder.redirectErrorStream(true).start();

    var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(out).startsWith("{").contains("\"call_timeout\": \"5s\"");
    assertThat(process.waitFor()).isZero();
  }

  private void index() throws Exception {
    var result = SidecarProcess.run(home, "components", "--write-index", components.toString());

    assertThat(result.err()).isEmpty();
    assertThat(result.code()).isZero();
  }

  private static SidecarProcess.Result sayHello(SidecarProcess sidecar) throws Exception {
    var address = sidecar.addresses().getFirst();
    return SidecarProcess.call(address, "SayHello", "{\"service_name\": \"h\"}");
  }

  private SidecarProcess.Result check(String type) throws Exception {
    return SidecarProcess.run(home, "check", "-c", file(type));
  }

  private String file(String type) throws IOException {
    return Files.writeString(directory.resolve("config.json"), config(type)).toString();
  }

  private static String config(String type) {
    return """
    {"server": {"listen": ["127.0.0.1:0"], "graceful_stop_timeout": "0s"},
     "components": {"hello": {"h": {"type": "%s"}}}}
    """
        .formatted(type);
  }
}
