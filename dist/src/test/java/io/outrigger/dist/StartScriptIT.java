package io.outrigger.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which Java the distribution's own script starts, and with what. */
final class StartScriptIT {

  private static final String DISTRIBUTION = "checkout/dist/target/outrigger";

  private Sandbox sandbox;

  @BeforeEach
  void build(@TempDir Path temporary) throws IOException {
    sandbox = new Sandbox(temporary);
    sandbox.build();
  }

  @Test
  void the_heap_is_small_unless_asked_otherwise() throws Exception {
    sandbox.set("JAVA_HOME", sandbox.jdk("jdk", "25.0.3").toString());

    assertThat(start("run").out()).contains("-Xmx128m");
    sandbox.set("OUTRIGGER_HEAP", "1g");
    assertThat(start("run").out()).contains("-Xmx1g");
  }

  @Test
  void only_the_sidecar_itself_gets_the_optimising_compiler_and_ends_when_out_of_memory()
      throws Exception {
    sandbox.set("JAVA_HOME", sandbox.jdk("jdk", "25.0.3").toString());

    for (var sidecar : List.of(List.of("run"), List.of("layotto", "start", "-c", "x.json"))) {
      assertThat(start(sidecar.toArray(String[]::new)).out())
          .contains("-XX:+TieredCompilation", "-XX:+ExitOnOutOfMemoryError")
          .doesNotContain("-XX:TieredStopAtLevel=1");
    }
    for (var other : List.of(List.of("version"), List.of("layotto"), List.of("layotto", "stop"))) {
      assertThat(start(other.toArray(String[]::new)).out())
          .contains("-XX:TieredStopAtLevel=1", "-XX:-ExitOnOutOfMemoryError");
    }
  }

  @Test
  void more_options_reach_the_jvm_word_by_word() throws Exception {
    sandbox.set("JAVA_HOME", sandbox.jdk("jdk", "25.0.3").toString());
    sandbox.set("OUTRIGGER_JAVA_OPTS", "-Dmine=* -ea");

    assertThat(start("run").out()).containsSequence("-Dmine=*", "-ea", "-cp");
  }

  @Test
  void a_java_home_that_is_no_java_25_gives_way_to_the_bundled_one() throws Exception {
    sandbox.set("JAVA_HOME", sandbox.jdk("jdk", "17.0.15").toString());
    sandbox.jdk(DISTRIBUTION + "/jre", "25.0.3");
    sandbox.script(DISTRIBUTION + "/jre/bin/java", "echo bundled");

    assertThat(start("version").out()).containsExactly("bundled");
  }

  @Test
  void a_java_on_path_that_is_no_java_25_is_refused_in_one_line() throws Exception {
    sandbox.set("PATH", sandbox.jdk("jdk", "17.0.15").resolve("bin").toString());

    assertRefused(start("version"), "is not a Java 25");
  }

  @Test
  void no_java_at_all_is_told_in_one_line() throws Exception {
    assertRefused(start("version"), "no Java 25 found");
  }

  private Outcome start(String... arguments) throws Exception {
    var command = new String[arguments.length + 1];
    command[0] = sandbox.path(DISTRIBUTION + "/bin/outrigger").toString();
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    return sandbox.run(command);
  }

  private static void assertRefused(Outcome outcome, String words) {
    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.err()).singleElement().asString().contains(words, "OUTRIGGER_JAVA_HOME");
  }
}
