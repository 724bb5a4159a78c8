package io.outrigger.testkit.backend;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A server of another module's tests in a process of its own, whose main program is a {@link
 * BackendConsole}. For one thread.
 */
public final class BackendProcess implements AutoCloseable {

  private static final int LIMIT_SECONDS = 30;

  private final Process process;
  private final BufferedReader out;
  private final Writer in;
  private final Map<String, String> variables;

  private BackendProcess(Process process) throws IOException {
    this.process = process;
    this.out = process.inputReader(StandardCharsets.UTF_8);
    this.in = process.outputWriter(StandardCharsets.UTF_8);
    this.variables =
        Stream.of(answer(BackendConsole.STARTED).split(BackendConsole.SEPARATOR))
            .map(pair -> pair.split("=", 2))
            .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
  }

  /**
   * Starts one, and waits until it is there.
   *
   * @param module the directory of a module that has been built with its tests, and whose build has
   *     written {@code target/test.classpath}
   * @param main its class with the main program
   * @param heap its largest heap, such as {@code 256m}
   * @param arguments those of the main program
   */
  public static BackendProcess start(Path module, String main, String heap, String... arguments)
      throws IOException {
    var target = module.resolve("target");
    var classPath =
        Stream.of(
                target.resolve("test-classes").toString(),
                target.resolve("classes").toString(),
                Files.readString(target.resolve("test.classpath")).strip())
            .collect(Collectors.joining(":"));
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx" + heap, "-XX:+UseSerialGC"));
    command.addAll(
        List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
    command.addAll(List.of("-cp", classPath, main));
    command.addAll(List.of(arguments));
    return new BackendProcess(
        new ProcessBuilder(command)
            .directory(module.toFile())
            .redirectError(target.resolve("backend.log").toFile())
            .start());
  }

  /** What the config of a store in it needs, as {@code NAME=value}. */
  public List<String> variables() {
    return variables.entrySet().stream().map(Object::toString).toList();
  }

  /** Has the server do something, and answers what it says. */
  public String command(String name) throws IOException {
    in.write(name + "\n");
    in.flush();
    return answer(BackendConsole.DONE);
  }

  private String answer(String start) throws IOException {
    for (var line = out.readLine(); line != null; line = out.readLine()) {
      if (line.startsWith(start)) {
        return line.substring(start.length());
      }
    }
    throw new IOException("the server has ended; see target/backend.log of its module");
  }

  @Override
  public void close() {
    try {
      in.close();
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
