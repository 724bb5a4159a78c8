package io.outrigger.runtime.config;

import java.util.List;

/** A component type is installed and cannot be used. */
public abstract class UnusableTypeException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  /** Because of {@code problems}, a line each and at least one. */
  protected UnusableTypeException(List<String> problems) {
    super(message(problems));
    this.problems = List.copyOf(problems);
  }

  /** As the other one, with what has led to it. */
  protected UnusableTypeException(List<String> problems, Throwable cause) {
    super(message(problems), cause);
    this.problems = List.copyOf(problems);
  }

  /** What is wrong, a line each; at least one. */
  public final List<String> problems() {
    return problems;
  }

  private static String message(List<String> problems) {
    return problems.size() == 1
        ? problems.getFirst()
        : ProblemReport.text(
            "components", problems.stream().map(Problem::ofFile).toList(), List.of());
  }
}
