package io.outrigger.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When the launcher builds, with which Maven, and what of it the user sees. */
final class LauncherBuildIT {

  private static final List<String> MODULES = List.of("core", "components/builtin", "dist");

  private Sandbox sandbox;

  @BeforeEach
  void installJdk(@TempDir Path temporary) throws IOException {
    sandbox = new Sandbox(temporary);
    sandbox.jdk("machine/usr/lib/jvm/some-jdk", "25.0.3");
  }

  @Test
  void the_first_start_builds_and_the_second_runs_no_maven() throws Exception {
    sandbox.maven("bin/mvn", "3.8.7");

    Outcome first = sandbox.launch("version");
    Outcome second = sandbox.launch("version");

    assertThat(first.err())
        .containsExactly(
            "outrigger: building (first start, or sources changed) ...", "Maven was here");
    assertThat(first.out()).startsWith("pid " + first.pid()).endsWith("version");
    assertThat(second.err()).isEmpty();
    assertThat(sandbox.mavenCalls()).hasSize(1);
  }

  @Test
  void the_build_leaves_out_tests_and_analysis() throws Exception {
    sandbox.maven("bin/mvn", "3.8.7");

    sandbox.launch("version");

    assertThat(sandbox.mavenCalls().getFirst())
        .contains("-Dquick", "-Dmaven.test.skip=true", "-pl dist -am package");
  }

  @Test
  void maven_runs_on_the_jdk_found_and_keeps_the_options_of_the_user() throws Exception {
    sandbox.maven("bin/mvn", "3.8.7");
    sandbox.set("JAVA_HOME", sandbox.jdk("old jdk", "17.0.15").toString());
    sandbox.set("MAVEN_OPTS", "-Xmx1g -Dmine");

    sandbox.launch("version");

    assertThat(sandbox.lines("maven-environment"))
        .first()
        .isEqualTo(sandbox.path("machine/usr/lib/jvm/some-jdk").toString());
    assertThat(sandbox.lines("maven-environment").getLast())
        .startsWith("--enable-native-access=ALL-UNNAMED")
        .endsWith("-Xmx1g -Dmine");
  }

  @Test
  void a_changed_source_is_built_once() throws Exception {
    buildLongAgo();

    sandbox.write("checkout/core/src/main/java/A.java", "class A { int changed; }");

    assertBuildsOnce();
  }

  @Test
  void a_deleted_source_is_built_once() throws Exception {
    buildLongAgo();

    sandbox.remove("checkout/core/src/main/java/B.java");

    assertBuildsOnce();
  }

  @Test
  void a_changed_pom_is_built_once() throws Exception {
    buildLongAgo();

    sandbox.write("checkout/core/pom.xml", "<project><!-- changed --></project>");

    assertBuildsOnce();
  }

  @Test
  void a_changed_sample_config_is_built_once() throws Exception {
    buildLongAgo();

    sandbox.write("checkout/configs/sample.json", "{\"changed\": true}");

    assertBuildsOnce();
  }

  @Test
  void a_deleted_sample_config_is_built_once() throws Exception {
    buildLongAgo();

    sandbox.remove("checkout/configs/sample.json");

    assertBuildsOnce();
  }

  @Test
  void changed_tests_docs_and_build_results_are_not_built() throws Exception {
    buildLongAgo();

    sandbox.write("checkout/core/src/test/java/ATest.java", "class ATest { int changed; }");
    sandbox.write("checkout/core/target/pom.xml", "<project/>");
    sandbox.write("checkout/docs/page.md", "# Page");

    sandbox.launch("version");
    assertThat(sandbox.mavenCalls()).isEmpty();
  }

  @Test
  void a_distribution_that_is_not_whole_is_built() throws Exception {
    buildLongAgo();

    sandbox.remove("checkout/dist/target/outrigger/bin/outrigger");

    assertBuildsOnce();
  }

  @Test
  void a_failed_build_shows_its_output_and_ends_with_its_status() throws Exception {
    sandbox.maven("bin/mvn", "3.8.7");
    sandbox.set("MAVEN_FAILS_WITH", "42");

    Outcome outcome = sandbox.launch("version");

    assertThat(outcome.status()).isEqualTo(42);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).endsWith("Maven was here");
  }

  @ParameterizedTest
  @ValueSource(strings = {"version", "build", "test"})
  void a_failed_build_never_looks_like_an_error_a_call_was_answered_with(String command)
      throws Exception {
    sandbox.maven("bin/mvn", "3.8.7");
    sandbox.set("MAVEN_FAILS_WITH", "1");

    assertThat(sandbox.launch(command).status()).isEqualTo(65);
  }

  @Test
  void a_build_that_makes_no_distribution_is_no_success() throws Exception {
    sandbox.script("bin/mvn", "echo 'Apache Maven 3.8.7'");

    Outcome outcome = sandbox.launch("build");

    assertThat(outcome.status()).isEqualTo(65);
    assertThat(outcome.err()).last().asString().contains("the build made no", "dist/target");
  }

  @Test
  void after_a_failed_build_the_next_start_builds_again() throws Exception {
    buildLongAgo();
    sandbox.write("checkout/core/src/main/java/A.java", "class A { mistake");
    sandbox.set("MAVEN_FAILS_WITH", "1");
    sandbox.launch("version");

    sandbox.set("MAVEN_FAILS_WITH", "");
    sandbox.launch("version");

    assertThat(sandbox.mavenCalls()).hasSize(2);
    assertThat(sandbox.list("checkout/dist/target")).containsExactly(".quick", "outrigger");
  }

  @Test
  void launches_at_the_same_time_build_once() throws Exception {
    sandbox.maven("bin/mvn", "3.8.7");
    var launches = new ArrayList<Outcome.Running>();
    for (int i = 0; i < 4; i++) {
      launches.add(sandbox.start("version"));
    }

    for (Outcome.Running launch : launches) {
      assertThat(launch.await().out()).endsWith("version");
    }
    assertThat(sandbox.mavenCalls()).hasSize(1);
    assertThat(sandbox.list("checkout/dist/target")).containsExactly(".quick", "outrigger");
  }

  @Test
  void a_build_that_was_killed_does_not_hold_up_the_next() throws Exception {
    buildLongAgo();
    Process dead = new ProcessBuilder("true").start();
    await().until(() -> !dead.isAlive());
    sandbox.write("checkout/dist/target/.building", dead.pid() + "\n");
    sandbox.write("checkout/pom.xml", "<project><!-- changed --></project>");

    assertBuildsOnce();
  }

  @Test
  void the_command_build_builds_even_when_nothing_changed() throws Exception {
    buildLongAgo();

    Outcome outcome = sandbox.launch("build", "-Dmine=a b");

    assertThat(outcome.status()).isZero();
    assertThat(outcome.out()).isEmpty();
    assertThat(sandbox.mavenCalls()).singleElement().asString().endsWith("package -Dmine=a b");
    sandbox.launch("version");
    assertThat(sandbox.mavenCalls()).hasSize(1);
  }

  @Test
  void the_command_generate_builds_first_when_something_changed() throws Exception {
    buildLongAgo();
    sandbox.write("checkout/core/src/main/java/A.java", "class A { int changed; }");

    Outcome outcome = sandbox.launch("generate");

    assertThat(outcome.status()).isZero();
    assertThat(sandbox.mavenCalls()).hasSize(1);
    assertThat(outcome.out()).contains("schema", "reference");
  }

  @Test
  void the_command_dist_builds_with_bills_of_materials_and_starts_the_program_that_releases()
      throws Exception {
    buildLongAgo();
    sandbox.set("SOURCE_DATE_EPOCH", "");

    Outcome outcome = sandbox.launch("dist", "--train", "0");

    assertThat(outcome.status()).isZero();
    assertThat(sandbox.mavenCalls()).singleElement().asString().endsWith(" -Dbill-of-materials");
    assertThat(outcome.out())
        .startsWith("pid " + outcome.pid())
        .containsSequence("io.outrigger.dist.release.Release", "--checkout")
        .endsWith("--train", "0");
  }

  @Test
  void the_command_test_verifies_everything() throws Exception {
    sandbox.maven("bin/mvn", "3.8.7");

    Outcome outcome = sandbox.launch("test", "-pl", "dist");

    assertThat(outcome.out()).containsExactly("Maven was here");
    assertThat(sandbox.mavenCalls())
        .containsExactly("-f " + sandbox.path("checkout/pom.xml") + " -B verify -pl dist");
  }

  @Test
  void the_command_test_ends_with_the_status_of_maven() throws Exception {
    sandbox.maven("bin/mvn", "3.8.7");
    sandbox.set("MAVEN_FAILS_WITH", "42");

    assertThat(sandbox.launch("test").status()).isEqualTo(42);
  }

  @ParameterizedTest
  @ValueSource(strings = {"build", "version"})
  void after_a_quick_build_the_command_test_compiles_everything_again(String command)
      throws Exception {
    sandbox.maven("bin/mvn", "3.8.7");
    sandbox.launch(command);
    writeClasses();

    Outcome outcome = sandbox.launch("test");

    assertThat(outcome.status()).isZero();
    assertThat(outcome.err()).singleElement().asString().contains("compiling everything again");
    for (String module : MODULES) {
      assertThat(sandbox.list("checkout/" + module + "/target/classes"))
          .containsExactly("a.proto", "some");
      assertThat(sandbox.list("checkout/" + module + "/target/classes/some")).isEmpty();
      assertThat(sandbox.list("checkout/" + module + "/target/test-classes")).isEmpty();
    }
    assertThat(sandbox.list("checkout/dist/target")).contains("outrigger").doesNotContain(".quick");
    sandbox.launch("version");
    assertThat(sandbox.mavenCalls()).hasSize(2);
  }

  @Test
  void after_a_quick_build_that_failed_the_command_test_compiles_everything_again()
      throws Exception {
    sandbox.maven("bin/mvn", "3.8.7");
    sandbox.set("MAVEN_FAILS_WITH", "1");
    sandbox.launch("build");
    writeClasses();

    sandbox.launch("test");

    assertThat(sandbox.list("checkout/core/target/classes")).containsExactly("a.proto", "some");
  }

  @Test
  void classes_the_command_test_has_compiled_are_kept() throws Exception {
    sandbox.maven("bin/mvn", "3.8.7");
    sandbox.launch("build");
    sandbox.launch("test");
    writeClasses();

    assertThat(sandbox.launch("test").err()).isEmpty();
    assertThat(sandbox.list("checkout/core/target/classes")).contains("A.class");
  }

  @Test
  void a_maven_outside_path_is_found() throws Exception {
    sandbox.maven("machine/opt/apache-maven-3.9.9/bin/mvn", "3.9.9");

    assertBuildsOnce();
  }

  @Test
  void a_maven_that_is_too_old_is_passed_over() throws Exception {
    sandbox.script("bin/mvn", "echo 'Apache Maven 3.8.6'");
    sandbox.maven("machine/usr/share/maven/bin/mvn", "3.10.0");

    assertBuildsOnce();
  }

  @Test
  void without_maven_and_apt_get_one_line_says_what_to_install() throws Exception {
    assertNoMaven(sandbox.launch("version"));
  }

  @Test
  void without_maven_and_root_one_line_says_what_to_install() throws Exception {
    sandbox.maven("package/mvn", "3.8.7");
    sandbox.aptGet("maven", sandbox.path("package/mvn"));
    sandbox.dropRoot();

    assertNoMaven(sandbox.launch("version"));
    assertThat(sandbox.aptGetCalls()).isEmpty();
  }

  @Test
  void without_maven_root_installs_debians() throws Exception {
    sandbox.maven("package/mvn", "3.8.7");
    sandbox.aptGet("maven", sandbox.path("package/mvn"));
    sandbox.script("bin/id", "echo 0");

    Outcome outcome = sandbox.launch("version");

    assertThat(outcome.status()).isZero();
    assertThat(outcome.err().getFirst()).contains("installing Debian's maven");
    assertThat(sandbox.mavenCalls()).hasSize(1);
  }

  private void writeClasses() throws IOException {
    for (String module : MODULES) {
      sandbox.write("checkout/" + module + "/target/classes/a.proto", "");
      sandbox.write("checkout/" + module + "/target/classes/A.class", "");
      sandbox.write("checkout/" + module + "/target/classes/some/B.class", "");
      sandbox.write("checkout/" + module + "/target/test-classes/ATest.class", "");
    }
  }

  private void buildLongAgo() throws IOException {
    sandbox.maven("bin/mvn", "3.8.7");
    sandbox.build();
  }

  /** Launches twice: the first launch builds, the second finds nothing to do. */
  private void assertBuildsOnce() throws Exception {
    assertThat(sandbox.launch("version").status()).isZero();
    assertThat(sandbox.launch("version").status()).isZero();
    assertThat(sandbox.mavenCalls()).hasSize(1);
  }

  private static void assertNoMaven(Outcome outcome) {
    assertThat(outcome.status()).isEqualTo(69);
    assertThat(outcome.err()).singleElement().asString().contains("no Maven 3.8.7 or later found");
  }
}
