package io.outrigger.dist.release;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Runs a program to its end. */
final class Command {

  private static final List<String> OWN_VARIABLES = List.of("OUTRIGGER_", "JAVA_", "JDK_JAVA_");

  private Command() {}

  /**
   * What a program says on standard output; none of the variables that have a say in which Java
   * runs and how reach it but those given.
   *
   * @throws ReleaseException when it ends with another status than 0
   */
  static String run(Map<String, String> variables, String... command)
      throws IOException, InterruptedException {
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    var environment = builder.environment();
    environment.keySet().removeIf(name -> OWN_VARIABLES.stream().anyMatch(name::startsWith));
    environment.putAll(variables);
    var process = builder.start();
    process.getOutputStream().close();
    var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new ReleaseException(String.join(" ", command) + ": " + out.strip());
    }
    return out;
  }
}
