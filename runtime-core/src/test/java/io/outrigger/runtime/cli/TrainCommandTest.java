package io.outrigger.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How {@code outrigger train} fails; that it works is tested with the whole distribution. */
final class TrainCommandTest {

  @TempDir private Path home;

  private final StringWriter err = new StringWriter();

  @BeforeEach
  void set() {
    System.setProperty("outrigger.home", home.toString());
  }

  @AfterEach
  void forget() {
    System.clearProperty("outrigger.home");
  }

  @Test
  void what_is_no_distribution_cannot_be_trained() {
    assertThat(train()).isEqualTo(65);
    assertThat(err.toString())
        .contains(home.resolve("lib/training/calls") + ": not found")
        .doesNotContain("\tat ");
  }

  @Test
  void a_call_of_a_method_that_is_not_there_is_named() throws IOException {
    calls("GetStat {}");

    assertThat(train()).isEqualTo(65);
    assertThat(err.toString()).contains("unknown method \"GetStat\"");
  }

  @Test
  void a_call_that_is_no_request_is_shown() throws IOException {
    calls("# comment\nGetState {\"sore\": 1}");

    assertThat(train()).isEqualTo(65);
    assertThat(err.toString()).contains("GetState {\"sore\": 1}: ");
  }

  @Test
  void a_sidecar_that_does_not_start_is_told_with_what_it_said() throws IOException {
    calls("SayHello {}");
    script("echo out of order >&2; exit 1");

    assertThat(train()).isEqualTo(65);
    assertThat(err.toString()).contains("did not start", "out of order");
  }

  @Test
  void the_sidecar_is_told_where_to_write_and_starts_from_no_cache() throws IOException {
    calls("SayHello {}");
    script("echo \"$*,$OUTRIGGER_JAVA_OPTS,$OUTRIGGER_AOT_CACHE.\" >&2");

    assertThat(train()).isEqualTo(65);
    assertThat(err.toString())
        .contains("run -c " + home.resolve("lib/training/config.json"))
        .containsPattern("-XX:AOTCacheOutput=\\S+outrigger.aot,\\.");
  }

  private void calls(String lines) throws IOException {
    Files.createDirectories(home.resolve("lib/training"));
    Files.writeString(home.resolve("lib/training/calls"), lines + "\n");
  }

  private void script(String commands) throws IOException {
    var script = Files.createDirectories(home.resolve("bin")).resolve("outrigger");
    Files.writeString(script, "#!/bin/sh\n" + commands + "\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private int train() {
    var out = new PrintWriter(new StringWriter());
    return Main.run(new String[] {"train", "-s", "0"}, out, new PrintWriter(err, true));
  }
}
