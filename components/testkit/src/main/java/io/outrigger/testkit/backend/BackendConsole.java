package io.outrigger.testkit.backend;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * The main program of a server that a {@link BackendProcess} starts: it tells on standard output
 * what a config has to say, does what standard input commands, and ends with it.
 */
public final class BackendConsole {

  /** What the line with the variables begins with; everything before it is ignored. */
  static final String STARTED = "backend: ";

  /** What the answer to a command begins with. */
  static final String DONE = "done: ";

  /** What stands between variables. */
  static final String SEPARATOR = "\t";

  private BackendConsole() {}

  /** Something that the server does by command. */
  @FunctionalInterface
  public interface Command {

    /** Does it, and says what came of it on one line. */
    String run() throws Exception;
  }

  /**
   * Obeys until standard input ends, which it does with the process that started this one.
   *
   * @param variables the environment variables that the server's config needs
   * @param commands by their names
   */
  public static void run(Map<String, String> variables, Map<String, Command> commands)
      throws Exception {
    var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    var pairs = new TreeMap<>(variables).entrySet().stream().map(Object::toString).toList();
    out.println(STARTED + String.join(SEPARATOR, pairs));
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (var line = in.readLine(); line != null; line = in.readLine()) {
      var command = commands.get(line);
      if (command == null) {
        throw new IOException(
            "command: \"" + line + "\" (expected: one of " + commands.keySet() + ")");
      }
      out.println(DONE + command.run());
    }
  }
}
