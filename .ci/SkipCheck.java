import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * Judges the test reports of a build: {@code java .ci/SkipCheck.java ROOT}.
 *
 * <p>Fails when a test failed, when one was skipped that {@code ROOT/.ci/expected-skips} does not
 * name with a reason, when a line of that file is no longer true, and when there is no test at all.
 * The last line of output is the totals.
 */
final class SkipCheck {

  private SkipCheck() {}

  public static void main(String[] args) throws IOException {
    if (args.length != 1) {
      System.out.println("usage: java SkipCheck.java ROOT");
      System.exit(2);
    }
    var root = Path.of(args[0]);
    var problems = new TreeSet<String>();
    List<ExpectedSkip> expected = expectedSkips(root.resolve(".ci/expected-skips"), problems);
    List<TestCase> tests = reports(root).flatMap(report -> testCases(report, problems)).toList();

    judge(tests, expected, problems);
    problems.forEach(System.out::println);
    System.out.println(totals(tests));
    System.exit(problems.isEmpty() ? 0 : 1);
  }

  /** Adds what is wrong with the tests, and prints the skips that are right. */
  private static void judge(
      List<TestCase> tests, List<ExpectedSkip> expected, TreeSet<String> problems) {
    if (tests.isEmpty()) {
      problems.add(
          "no test found (expected: target/surefire-reports or target/failsafe-reports with TEST-*.xml)");
    }
    for (TestCase test : tests) {
      switch (test.outcome()) {
        case PASSED -> {}
        case FAILED -> problems.add("failed: " + test.name());
        case SKIPPED -> judgeSkip(test, expected, problems);
      }
    }
    expected.stream()
        .filter(skip -> tests.stream().noneMatch(skip::covers))
        .forEach(skip ->
            problems.add("stale line in expected-skips, no such test was skipped: " + skip.test()));
  }

  private static void judgeSkip(
      TestCase test, List<ExpectedSkip> expected, TreeSet<String> problems) {
    expected.stream()
        .filter(skip -> skip.covers(test))
        .findFirst()
        .ifPresentOrElse(
            skip ->
                System.out.println(
                    "skipped as expected: " + test.name() + " (" + skip.reason() + ")"),
            () ->
                problems.add(
                    "skipped, and not in expected-skips: "
                        + test.name()
                        + " ("
                        + test.message()
                        + ")"));
  }

  private static String totals(List<TestCase> tests) {
    return "%d passed, %d failed, %d skipped"
        .formatted(
            count(tests, Outcome.PASSED),
            count(tests, Outcome.FAILED),
            count(tests, Outcome.SKIPPED));
  }

  private static long count(List<TestCase> tests, Outcome outcome) {
    return tests.stream().filter(test -> test.outcome() == outcome).count();
  }

  private static List<ExpectedSkip> expectedSkips(Path file, TreeSet<String> problems)
      throws IOException {
    var skips = new ArrayList<ExpectedSkip>();
    for (String line : Files.readAllLines(file, UTF_8)) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      String[] words = line.strip().split("\\s+", 2);
      if (words.length == 2 && words[0].indexOf('#') > 0) {
        skips.add(new ExpectedSkip(words[0], words[1]));
      } else {
        problems.add(
            "bad line in expected-skips: "
                + line
                + " (expected: fully.qualified.Class#method  reason)");
      }
    }
    return skips;
  }

  private static Stream<Path> reports(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(SkipCheck::isReport).sorted().toList().stream();
    }
  }

  private static boolean isReport(Path file) {
    String name = file.getFileName().toString();
    Path folder = file.getParent();
    return name.startsWith("TEST-")
        && name.endsWith(".xml")
        && (folder.endsWith("target/surefire-reports")
            || folder.endsWith("target/failsafe-reports"));
  }

  private static Stream<TestCase> testCases(Path report, TreeSet<String> problems) {
    try {
      var factory = DocumentBuilderFactory.newDefaultInstance();
      NodeList elements =
          factory.newDocumentBuilder().parse(report.toFile()).getElementsByTagName("testcase");
      return Stream.iterate(0, i -> i < elements.getLength(), i -> i + 1)
          .map(i -> TestCase.of((Element) elements.item(i)));
    } catch (IOException | SAXException | ParserConfigurationException e) {
      problems.add("unreadable report: " + report + " (" + e.getMessage() + ")");
      return Stream.empty();
    }
  }

  /** How a test ended. */
  private enum Outcome {
    PASSED,
    FAILED,
    SKIPPED
  }

  /** A test in a report; the method is empty when the report is about the class as a whole. */
  private record TestCase(String type, String method, Outcome outcome, String message) {

    static TestCase of(Element element) {
      // The name of one run of a parameterized test is "method(Type)[1]" or "method{Type}[1]".
      String method = element.getAttribute("name").split("[(\\[{]", 2)[0];
      NodeList skips = element.getElementsByTagName("skipped");
      String message =
          skips.getLength() == 0 ? "" : ((Element) skips.item(0)).getAttribute("message");
      return new TestCase(element.getAttribute("classname"), method, outcome(element), message);
    }

    private static Outcome outcome(Element element) {
      if (has(element, "failure") || has(element, "error")) {
        return Outcome.FAILED;
      }
      return has(element, "skipped") ? Outcome.SKIPPED : Outcome.PASSED;
    }

    private static boolean has(Element element, String child) {
      return element.getElementsByTagName(child).getLength() > 0;
    }

    String name() {
      return type + "#" + (method.isEmpty() ? "*" : method);
    }
  }

  /** A line of {@code expected-skips}. */
  private record ExpectedSkip(String test, String reason) {

    boolean covers(TestCase skipped) {
      return skipped.outcome() == Outcome.SKIPPED
          && (test.equals(skipped.name()) || test.equals(skipped.type() + "#*"));
    }
  }
}
