package io.outrigger.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the launcher comes by a JDK on a machine that has none. */
final class FetchedJdkIT {

  private static final String CACHE = "home/.cache/outrigger";

  private Sandbox sandbox;

  @BeforeEach
  void build(@TempDir Path temporary) throws IOException {
    sandbox = new Sandbox(temporary);
    sandbox.build();
  }

  @Test
  void a_jdk_is_fetched_and_used() throws Exception {
    sandbox.offerJdk();

    Outcome outcome = sandbox.launch("version");

    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out()).endsWith("io.outrigger.runtime.cli.Main", "version");
    assertThat(sandbox.list(CACHE)).singleElement().asString().startsWith("jdk-25");
  }

  @Test
  void the_next_launch_uses_the_jdk_fetched_before() throws Exception {
    Path archive = sandbox.offerJdk();
    sandbox.launch("version");
    Files.delete(archive);

    assertThat(sandbox.launch("version").status()).isZero();
  }

  @Test
  void launches_at_the_same_time_fetch_one_whole_jdk() throws Exception {
    sandbox.offerJdk();
    var launches = new ArrayList<Outcome.Running>();
    for (int i = 0; i < 8; i++) {
      launches.add(sandbox.start("version"));
    }

    for (Outcome.Running launch : launches) {
      assertThat(launch.await().out()).endsWith("version");
    }
    assertThat(sandbox.list(CACHE)).hasSize(1);
    assertThat(sandbox.list(CACHE + "/" + sandbox.list(CACHE).getFirst()))
        .containsExactly("bin", "release");
  }

  @Test
  void a_broken_jdk_in_the_cache_is_replaced() throws Exception {
    sandbox.offerJdk();
    sandbox.launch("version");
    sandbox.remove(CACHE + "/" + sandbox.list(CACHE).getFirst() + "/release");

    assertThat(sandbox.launch("version").out()).endsWith("version");
  }

  @Test
  void a_wrong_checksum_is_refused_with_both_sums_and_leaves_nothing() throws Exception {
    String actual = Sandbox.sha256(sandbox.offerJdk());
    String expected = "0".repeat(64);
    sandbox.set("OUTRIGGER_JDK_SHA256", expected);

    assertRefused(sandbox.launch("version"), actual, expected);
    assertThat(sandbox.list("home/.cache")).isEmpty();
  }

  @Test
  void an_archive_without_a_checksum_is_refused() throws Exception {
    sandbox.offerJdk();
    sandbox.set("OUTRIGGER_JDK_SHA256", "");

    assertRefused(64, sandbox.launch("version"), "OUTRIGGER_JDK_SHA256");
  }

  @Test
  void an_archive_of_another_jdk_is_refused_and_leaves_nothing() throws Exception {
    sandbox.jdk("archive/jdk-25.0.3+9", "17.0.15");
    sandbox.offer("archive/jdk-25.0.3+9");

    assertRefused(sandbox.launch("version"), "OUTRIGGER_JAVA_HOME");
    assertThat(sandbox.list("home/.cache")).isEmpty();
  }

  @Test
  void a_jdk_that_does_not_run_here_is_refused_and_leaves_nothing() throws Exception {
    sandbox.jdk("archive/jdk-25.0.3+9", "25.0.3");
    sandbox.script("archive/jdk-25.0.3+9/bin/java", "exit 127");
    sandbox.offer("archive/jdk-25.0.3+9");

    assertRefused(sandbox.launch("version"), "does not run", "OUTRIGGER_JAVA_HOME");
    assertThat(sandbox.list("home/.cache")).isEmpty();
  }

  @Test
  void without_curl_wget_and_apt_get_one_line_says_what_to_install() throws Exception {
    offerJdkOnNetwork();

    assertNoTool(sandbox.launch("version"));
  }

  @Test
  void without_curl_wget_and_root_one_line_says_what_to_install() throws Exception {
    sandbox.aptGet("curl", offerJdkOnNetwork());
    sandbox.dropRoot();

    assertNoTool(sandbox.launch("version"));
    assertThat(sandbox.aptGetCalls()).isEmpty();
  }

  @Test
  void without_curl_and_wget_root_installs_debians_curl() throws Exception {
    sandbox.aptGet("curl", offerJdkOnNetwork());
    sandbox.script("bin/id", "echo 0");

    assertFetchedWithDebiansCurl(sandbox.launch("version"));
    assertThat(sandbox.aptGetCalls().getLast()).endsWith("curl ca-certificates");
  }

  @Test
  void without_curl_and_wget_a_user_with_sudo_installs_debians_curl() throws Exception {
    sandbox.aptGet("curl", offerJdkOnNetwork());
    sandbox.dropRoot();
    sandbox.allowSudo();

    assertFetchedWithDebiansCurl(sandbox.launch("version"));
  }

  @Test
  void a_curl_that_cannot_be_installed_is_told_last() throws Exception {
    offerJdkOnNetwork();
    sandbox.script("bin/id", "echo 0");
    sandbox.script("bin/apt-get", "echo 'E: no package' >&2", "exit 100");

    Outcome outcome = sandbox.launch("version");

    assertThat(outcome.status()).isEqualTo(69);
    assertThat(outcome.err().getLast()).contains("curl or wget", "OUTRIGGER_JAVA_HOME");
    assertThat(sandbox.list("home/.cache")).isEmpty();
  }

  @Test
  void nothing_is_installed_for_an_archive_on_disk() throws Exception {
    sandbox.offerJdk();
    sandbox.aptGet("curl", sandbox.path("none"));
    sandbox.script("bin/id", "echo 0");

    assertThat(sandbox.launch("version").status()).isZero();
    assertThat(sandbox.aptGetCalls()).isEmpty();
  }

  @Test
  void without_tar_one_line_says_so() throws Exception {
    sandbox.offerJdk();
    sandbox.remove("bin/tar");

    assertRefused(sandbox.launch("version"), "tar and gzip", "OUTRIGGER_JAVA_HOME");
  }

  @Test
  void on_a_system_without_a_known_jdk_one_line_says_what_to_install() throws Exception {
    sandbox.script("bin/uname", "case $1 in -s) echo FreeBSD ;; *) echo riscv64 ;; esac");

    assertRefused(sandbox.launch("version"), "FreeBSD riscv64", "OUTRIGGER_JAVA_HOME");
  }

  @Test
  void a_failed_download_is_told_with_its_reason() throws Exception {
    sandbox.script("bin/uname", "case $1 in -s) echo Linux ;; *) echo aarch64 ;; esac");
    sandbox.script("bin/curl", "echo 'curl: (6) Could not resolve host' >&2", "exit 6");

    Outcome outcome = sandbox.launch("version");

    assertThat(outcome.status()).isEqualTo(69);
    assertThat(outcome.err().getFirst()).contains("fetching", "jdk_aarch64_linux");
    assertThat(outcome.err().getLast()).contains("curl: (6)", "OUTRIGGER_JAVA_HOME");
    assertThat(outcome.err()).hasSize(2);
    assertThat(sandbox.list("home/.cache")).isEmpty();
  }

  @Test
  void wget_is_used_where_curl_is_missing() throws Exception {
    offerJdkOnNetwork();
    sandbox.script("bin/wget", "cp '" + sandbox.path("jdk.tar.gz") + "' \"$3\"");

    assertThat(sandbox.launch("version").out()).endsWith("version");
  }

  /** Names a JDK to fetch with {@code curl}, and returns one, not yet on PATH, that fetches it. */
  private Path offerJdkOnNetwork() throws Exception {
    Path archive = sandbox.offerJdk();
    sandbox.set("OUTRIGGER_JDK_URL", "https://example.org/jdk.tar.gz");
    sandbox.script("package/curl", "[ \"$4\" = -o ] && cp '" + archive + "' \"$5\"");
    return sandbox.path("package/curl");
  }

  private void assertFetchedWithDebiansCurl(Outcome outcome) throws IOException {
    assertThat(outcome.status()).isZero();
    assertThat(outcome.err()).hasSize(2);
    assertThat(outcome.err().getFirst()).contains("installing Debian's curl ca-certificates");
    assertThat(outcome.err().getLast()).contains("fetching a JDK 25");
    assertThat(outcome.out()).endsWith("version");
    assertThat(sandbox.list(CACHE)).hasSize(1);
  }

  private static void assertNoTool(Outcome outcome) {
    assertRefused(outcome, "curl or wget", "install a JDK 25", "OUTRIGGER_JAVA_HOME");
  }

  private static void assertRefused(Outcome outcome, String... words) {
    assertRefused(69, outcome, words);
  }

  private static void assertRefused(int status, Outcome outcome, String... words) {
    assertThat(outcome.status()).isEqualTo(status);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).singleElement().asString().contains(List.of(words));
  }
}
