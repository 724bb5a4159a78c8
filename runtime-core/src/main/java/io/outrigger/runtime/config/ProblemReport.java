package io.outrigger.runtime.config;

import io.outrigger.runtime.json.Json;
import io.outrigger.runtime.json.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The problems of a config as text for a person, and as JSON for a program. */
public final class ProblemReport {

  private static final Position START = Position.START;

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

  /**
   * The report for programs: a JSON object with the {@code file} and an array of {@code problems},
   * each with its {@code severity} ("error" or "warning"), {@code pointer}, {@code line} and {@code
   * column} (from 1, absent for the file as a whole), {@code message} and {@code hint} (may be
   * empty).
   */
  public static String json(String file, List<Problem> problems, List<Problem> warnings) {
    var all =
        Stream.concat(
                problems.stream().map(problem -> json("error", problem)),
                warnings.stream().map(problem -> json("warning", problem)))
            .toList();
    return object(List.of(text("file", file), member("problems", new Json.Arr(all, START))))
        .toText();
  }

  private static Json json(String severity, Problem problem) {
    var members = new ArrayList<Json.Member>();
    members.add(text("severity", severity));
    members.add(text("pointer", problem.pointer().toString()));
    problem
        .position()
        .ifPresent(position -> {
          members.add(number("line", position.line()));
          members.add(number("column", position.column()));
        });
    members.add(text("message", problem.message()));
    members.add(text("hint", problem.hint()));
    return object(members);
  }

  private static Json object(List<Json.Member> members) {
    return new Json.Obj(members, START);
  }

  private static Json.Member text(String key, String value) {
    return member(key, new Json.Text(value, START));
  }

  private static Json.Member number(String key, int value) {
    return member(key, new Json.Num(Integer.toString(value), START));
  }

  private static Json.Member member(String key, Json value) {
    return new Json.Member(key, START, value);
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
