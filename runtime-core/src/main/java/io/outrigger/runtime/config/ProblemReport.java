package io.outrigger.runtime.config;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The problems of a config as text for a person. */
public final class ProblemReport {

  private ProblemReport() {}

  /**
   * The report: one block of numbered problems and one of warnings, each left out when it is empty.
   *
   * @param file the name of the config, as it was given
   */
  public static String text(String file, List<Problem> problems, List<Problem> warnings) {
    var report = new StringBuilder();
    appendBlock(report, file, "problem", problems);
    appendBlock(report, file, "warning", warnings);
    return report.toString().stripTrailing();
  }

  private static void appendBlock(
      StringBuilder report, String file, String noun, List<Problem> problems) {
    if (problems.isEmpty()) {
      return;
    }
    int count = problems.size();
    report.append(file).append(": ").append(count).append(' ').append(noun);
    report.append(count == 1 ? "\n" : "s\n");
    int width = Integer.toString(count).length();
    for (int i = 0; i < count; i++) {
      var number = String.format(Locale.ROOT, " %" + width + "d ", i + 1);
      appendProblem(report, number, problems.get(i));
    }
  }

  private static void appendProblem(StringBuilder report, String number, Problem problem) {
    report.append(number);
    problem
        .position()
        .ifPresent(position -> {
          var pointer = problem.pointer().toString();
          report.append(position).append(pointer.isEmpty() ? "" : "  " + visible(pointer));
          report.append('\n').append(" ".repeat(number.length()));
        });
    report.append(visible(problem.text())).append('\n');
  }

  /** The text on one line, without anything that a terminal would obey. */
  private static String visible(String text) {
    return text.codePoints()
        .mapToObj(c ->
            Character.isISOControl(c) || Character.getType(c) == Character.FORMAT
                ? String.format(Locale.ROOT, "\\u%04x", c)
                : Character.toString(c))
        .collect(Collectors.joining());
  }
}
