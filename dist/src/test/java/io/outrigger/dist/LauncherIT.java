package io.outrigger.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How the launcher starts a distribution that is built, with a JDK that is installed. */
final class LauncherIT {

  private Sandbox sandbox;

  @BeforeEach
  void build(@TempDir Path temporary) throws IOException {
    sandbox = new Sandbox(temporary);
    sandbox.build();
  }

  @Test
  void a_command_is_passed_on_with_its_arguments_as_they_are() throws Exception {
    sandbox.jdk("machine/usr/lib/jvm/some-jdk", "25.0.3");

    Outcome outcome = sandbox.launch("run", "-c", "a file.json", "");

    assertThat(outcome.status()).isZero();
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out())
        .contains("-Doutrigger.home=" + sandbox.path("checkout/dist/target/outrigger"))
        .endsWith("io.outrigger.runtime.cli.Main", "run", "-c", "a file.json", "");
  }

  @Test
  void what_is_generated_is_written_into_the_checkout() throws Exception {
    sandbox.jdk("machine/usr/lib/jvm/some-jdk", "25.0.3");
    sandbox.set("OUTRIGGER_COMPONENTS", "elsewhere");
    sandbox.script(
        "machine/usr/lib/jvm/some-jdk/bin/java",
        "shift $(($# - 3))",
        "printf '%s\\n' \"$OUTRIGGER_COMPONENTS[$*]\"");

    Outcome outcome = sandbox.launch("generate");

    assertThat(outcome.status()).isZero();
    assertThat(outcome.out())
        .containsExactly(
            "[schema -o " + sandbox.path("checkout/configs/outrigger.schema.json") + "]",
            "[--metrics "
                + sandbox.path("checkout/docs/reference/metrics.md")
                + " "
                + sandbox.path("checkout/docs/reference/components")
                + "]");
  }

  @Test
  void when_one_file_cannot_be_generated_the_status_says_so() throws Exception {
    sandbox.jdk("machine/usr/lib/jvm/some-jdk", "25.0.3");
    sandbox.script(
        "machine/usr/lib/jvm/some-jdk/bin/java",
        "case \"$*\" in *' schema '*) echo called; exit 65 ;; esac",
        "echo called");

    Outcome outcome = sandbox.launch("generate");

    assertThat(outcome.status()).isEqualTo(65);
    assertThat(outcome.out()).containsExactly("called");
  }

  @Test
  void generate_takes_nothing_more() throws Exception {
    sandbox.jdk("machine/usr/lib/jvm/some-jdk", "25.0.3");

    Outcome outcome = sandbox.launch("generate", "docs");

    assertThat(outcome.status()).isEqualTo(64);
    assertThat(outcome.err()).containsExactly("outrigger: generate: docs (expected: nothing more)");
  }

  @Test
  void the_jvm_takes_the_place_of_the_launcher() throws Exception {
    sandbox.jdk("machine/usr/lib/jvm/some-jdk", "25.0.3");

    Outcome outcome = sandbox.launch("run");

    assertThat(outcome.out()).startsWith("pid " + outcome.pid());
  }

  @Test
  void the_exit_status_is_that_of_the_command() throws Exception {
    sandbox.jdk("machine/usr/lib/jvm/some-jdk", "25.0.3");
    sandbox.script("machine/usr/lib/jvm/some-jdk/bin/java", "exit 78");

    assertThat(sandbox.launch("run").status()).isEqualTo(78);
  }

  @Test
  void only_coreutils_are_needed() throws Exception {
    sandbox.jdk("machine/usr/lib/jvm/some-jdk", "25.0.3");
    sandbox.remove("bin/tar");
    sandbox.remove("bin/gzip");

    assertThat(sandbox.launch("version").status()).isZero();
  }

  @Test
  void the_launcher_may_be_reached_through_symbolic_links() throws Exception {
    sandbox.jdk("machine/usr/lib/jvm/some-jdk", "25.0.3");
    Files.createSymbolicLink(sandbox.path("absolute"), sandbox.path("checkout/outrigger"));
    Files.createDirectory(sandbox.path("links"));
    Files.createSymbolicLink(sandbox.path("links/relative"), Path.of("../absolute"));

    Outcome outcome = sandbox.run(sandbox.path("links/relative").toString(), "version");

    assertThat(outcome.out())
        .contains("-Doutrigger.home=" + sandbox.path("checkout/dist/target/outrigger"));
  }

  @ParameterizedTest
  @MethodSource("shells")
  void every_shell_of_this_machine_runs_it(List<String> shell) throws Exception {
    sandbox.offerJdk();
    sandbox.maven("bin/mvn", "3.9.9");
    sandbox.write("checkout/core/src/main/java/New.java", "class New {}");

    Outcome outcome =
        sandbox.run(
            Stream.concat(shell.stream(), Stream.of("checkout/outrigger", "version"))
                .toArray(String[]::new));

    assertThat(outcome.out()).endsWith("version");
    assertThat(sandbox.mavenCalls()).hasSize(1);
  }

  static Stream<List<String>> shells() {
    return Stream.of(
            List.of("/bin/sh"),
            List.of("/bin/bash", "--posix"),
            List.of("/bin/dash"),
            List.of("/bin/busybox", "sh"))
        .filter(shell -> Files.isExecutable(Path.of(shell.getFirst())));
  }

  @Test
  void a_java_home_that_is_asked_for_and_no_jdk_25_is_refused_in_one_line() throws Exception {
    sandbox.jdk("machine/usr/lib/jvm/some-jdk", "25.0.3");
    Path old = sandbox.jdk("old jdk", "17.0.15");
    sandbox.set("OUTRIGGER_JAVA_HOME", old.toString());

    Outcome outcome = sandbox.launch("version");

    assertThat(outcome.status()).isEqualTo(64);
    assertThat(outcome.err())
        .singleElement()
        .asString()
        .contains("OUTRIGGER_JAVA_HOME: " + old + " is not a JDK 25");
  }

  @Test
  void the_java_home_asked_for_comes_before_all_others() throws Exception {
    marked("machine/usr/lib/jvm/some-jdk", "installed");
    sandbox.set("JAVA_HOME", marked("java home", "JAVA_HOME").toString());
    sandbox.set("OUTRIGGER_JAVA_HOME", marked("asked for", "asked for").toString());

    assertThat(sandbox.launch("version").out()).containsExactly("asked for");
  }

  @Test
  void java_home_comes_before_an_installed_jdk() throws Exception {
    marked("machine/usr/lib/jvm/some-jdk", "installed");
    sandbox.set("JAVA_HOME", marked("java home", "JAVA_HOME").toString());

    assertThat(sandbox.launch("version").out()).containsExactly("JAVA_HOME");
  }

  @Test
  void a_java_home_that_is_no_jdk_25_is_passed_over() throws Exception {
    marked("machine/usr/lib/jvm/some-jdk", "installed");
    sandbox.set("JAVA_HOME", sandbox.jdk("java home", "17.0.15").toString());

    assertThat(sandbox.launch("version").out()).containsExactly("installed");
  }

  @Test
  void a_runtime_without_compiler_is_passed_over() throws Exception {
    sandbox.jdk("machine/usr/lib/jvm/a-jre", "25.0.3");
    sandbox.remove("machine/usr/lib/jvm/a-jre/bin/javac");
    marked("machine/opt/jdk-25", "a JDK");

    assertThat(sandbox.launch("version").out()).containsExactly("a JDK");
  }

  @Test
  void the_jdk_of_the_java_on_path_is_found_through_its_links() throws Exception {
    Path home = marked("elsewhere/jdk", "on PATH");
    Files.createSymbolicLink(sandbox.path("bin/java"), home.resolve("bin/java"));

    assertThat(sandbox.launch("version").out()).containsExactly("on PATH");
  }

  /** A JDK 25 whose {@code java} prints the mark and nothing else. */
  private Path marked(String relative, String mark) throws IOException {
    Path home = sandbox.jdk(relative, "25.0.3");
    sandbox.script(relative + "/bin/java", "echo '" + mark + "'");
    return home;
  }
}
