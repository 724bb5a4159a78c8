package io.outrigger.runtime.config;

import java.util.List;

/** A config with problems; the message is the whole {@link ProblemReport}. */
public final class ConfigException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String file;
  private final transient List<Problem> problems;
  private final transient List<Problem> warnings;

  /** A config {@code file} that cannot be used because of {@code problems}. */
  public ConfigException(String file, List<Problem> problems, List<Problem> warnings) {
    super(ProblemReport.text(file, problems, warnings));
    this.file = file;
    this.problems = List.copyOf(problems);
    this.warnings = List.copyOf(warnings);
  }

  /** A config that turns out to be wrong only when it is used, for the cause's message. */
  public static ConfigException of(String file, RuntimeConfig config, RuntimeException cause) {
    var problem = Problem.ofFile(String.valueOf(cause.getMessage()));
    var exception = new ConfigException(file, List.of(problem), config.warnings());
    exception.initCause(cause);
    return exception;
  }

  /** The name of the file, as it was given. */
  public String file() {
    return file;
  }

  /** What makes the config unusable; at least one, in the order of the file. */
  public List<Problem> problems() {
    return problems;
  }

  /** What the config could be used with all the same, in the order of the file. */
  public List<Problem> warnings() {
    return warnings;
  }
}
