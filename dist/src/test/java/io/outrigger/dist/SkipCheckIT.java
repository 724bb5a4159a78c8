package io.outrigger.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How CI judges test reports. */
final class SkipCheckIT {

  private static final String SKIPPED = "<skipped message=\"no docker\"/>";

  @TempDir private Path root;

  @BeforeEach
  void expectNoSkips() throws IOException {
    expectSkips("# nothing");
  }

  @Test
  void a_build_where_all_tests_pass_is_accepted() throws Exception {
    report("surefire", testCase("works", ""));
    report("failsafe", testCase("works_too", ""));

    Outcome outcome = check();

    assertThat(outcome.status()).isZero();
    assertThat(outcome.out()).containsExactly("2 passed, 0 failed, 0 skipped");
  }

  @Test
  void an_unexpected_skip_is_refused() throws Exception {
    report("surefire", testCase("works", "") + testCase("needs_docker", SKIPPED));

    Outcome outcome = check();

    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.out())
        .containsExactly(
            "skipped, and not in expected-skips: a.FooTest#needs_docker (no docker)",
            "1 passed, 0 failed, 1 skipped");
  }

  @Test
  void an_expected_skip_is_accepted_and_its_reason_told() throws Exception {
    report("failsafe", testCase("needs_docker(String)[2]", SKIPPED));
    expectSkips("a.FooTest#needs_docker  CI has no docker");

    Outcome outcome = check();

    assertThat(outcome.status()).isZero();
    assertThat(outcome.out())
        .containsExactly(
            "skipped as expected: a.FooTest#needs_docker (CI has no docker)",
            "0 passed, 0 failed, 1 skipped");
  }

  @Test
  void a_star_expects_every_skip_of_its_class() throws Exception {
    report("surefire", testCase("one", SKIPPED) + testCase("two", SKIPPED) + testCase("", SKIPPED));
    expectSkips("a.FooTest#*  CI has no docker");

    assertThat(check().status()).isZero();
  }

  @Test
  void an_expected_skip_without_reason_is_refused() throws Exception {
    report("surefire", testCase("needs_docker", SKIPPED));
    expectSkips("a.FooTest#needs_docker");

    Outcome outcome = check();

    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.out()).first().asString().startsWith("bad line in expected-skips");
  }

  @Test
  void an_expected_skip_that_is_not_skipped_is_stale() throws Exception {
    report("surefire", testCase("needs_docker", ""));
    expectSkips("a.FooTest#needs_docker  CI has no docker");

    assertStale(check());
  }

  @Test
  void an_expected_skip_that_does_not_exist_is_stale() throws Exception {
    report("surefire", testCase("works", ""));
    expectSkips("a.GoneTest#needs_docker  CI has no docker");

    assertStale(check());
  }

  @Test
  void a_failed_test_is_refused() throws Exception {
    report("surefire", testCase("fails", "<failure/>") + testCase("breaks", "<error/>"));

    Outcome outcome = check();

    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.out())
        .containsExactly(
            "failed: a.FooTest#breaks", "failed: a.FooTest#fails", "0 passed, 2 failed, 0 skipped");
  }

  @Test
  void a_build_without_tests_is_refused() throws Exception {
    Outcome outcome = check();

    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.out()).first().asString().startsWith("no test found");
    assertThat(outcome.out()).last().isEqualTo("0 passed, 0 failed, 0 skipped");
  }

  @Test
  void a_report_cut_short_is_refused() throws Exception {
    report("surefire", testCase("works", ""));
    write("module/target/surefire-reports/TEST-a.CrashedTest.xml", "<testsuite><testcase");

    Outcome outcome = check();

    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.out()).first().asString().startsWith("unreadable report");
  }

  private Outcome check() throws IOException, InterruptedException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var command = List.of(java, Repository.skipCheck().toString(), root.toString());
    return Outcome.start(root, Map.of(), command).await();
  }

  private void report(String plugin, String testCases) throws IOException {
    String report = "module/target/" + plugin + "-reports/TEST-a.FooTest.xml";
    write(report, "<testsuite>" + testCases + "</testsuite>");
  }

  private static String testCase(String name, String content) {
    return "<testcase classname=\"a.FooTest\" name=\"" + name + "\">" + content + "</testcase>";
  }

  private void expectSkips(String line) throws IOException {
    write(".ci/expected-skips", line + "\n");
  }

  private void write(String relative, String text) throws IOException {
    Files.createDirectories(root.resolve(relative).getParent());
    Files.writeString(root.resolve(relative), text);
  }

  private static void assertStale(Outcome outcome) {
    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.out()).first().asString().startsWith("stale line in expected-skips");
  }
}
