package io.outrigger.benchmarks.measuring;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How a JVM was started, to start another one in the same way with another main class.
 *
 * @param options the program and what comes before the class path
 */
public record JvmCommand(List<String> options, String classPath, Map<String, String> environment) {

  /**
   * Takes the command line of a running JVM apart.
   *
   * @param command the arguments, the program first
   * @param environment as {@code NAME=VALUE}
   */
  static JvmCommand of(List<String> command, List<String> environment) {
    var option = command.indexOf("-cp");
    if (option < 0) {
      throw new BenchmarkException("no -cp in the command line of the sidecar: " + command);
    }
    var variables = new HashMap<String, String>();
    for (var variable : environment) {
      var name = variable.substring(0, Math.max(0, variable.indexOf('=')));
      variables.put(name, variable.substring(variable.indexOf('=') + 1));
    }
    variables.remove("");
    return new JvmCommand(
        List.copyOf(command.subList(0, option)), command.get(option + 1), Map.copyOf(variables));
  }

  /** The same JVM with {@code library} added at the end of the class path. */
  public ProcessBuilder running(String library, String mainClass, String... arguments) {
    var command = new ArrayList<>(options);
    command.addAll(List.of("-cp", classPath + ":" + library, mainClass));
    Stream.of(arguments).forEach(command::add);
    var builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder.environment().putAll(environment);
    return builder;
  }
}
