package io.outrigger.dist.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the start script would give to Java, in files that Java reads itself: an image has no shell
 * to run the script with.
 */
final class ArgumentFiles {

  private ArgumentFiles() {}

  /**
   * Writes {@code run.args} and {@code command.args}, by asking the script with a Java that tells
   * its arguments.
   *
   * @param tree a distribution
   * @param installed where it will be
   * @param folder where to write
   */
  static void write(Path tree, String installed, Path folder)
      throws IOException, InterruptedException {
    var fake = Files.createTempDirectory("outrigger-arguments");
    try {
      var java = Files.createDirectories(fake.resolve("bin")).resolve("java");
      Files.writeString(java, "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
      Files.setAttribute(java, "unix:mode", 0755);
      write(folder.resolve("run.args"), asked(tree, fake, "run"), tree, installed);
      write(folder.resolve("command.args"), asked(tree, fake, "version"), tree, installed);
    } finally {
      new FileTree(fake).delete();
    }
  }

  /** The arguments without the command itself. */
  private static List<String> asked(Path tree, Path java, String command)
      throws IOException, InterruptedException {
    var script = tree.resolve("bin/outrigger").toString();
    var said = Command.run(Map.of("OUTRIGGER_JAVA_HOME", java.toString()), script, command);
    var all = said.lines().toList();
    return all.subList(0, all.size() - 1);
  }

  private static void write(Path file, List<String> arguments, Path tree, String installed)
      throws IOException {
    var own = tree.toRealPath().toString();
    var all = new ArrayList<String>();
    all.add("-XX:-UsePerfData"); // Would write below /tmp.
    all.add("-Djava.library.path=" + installed + "/lib/native"); // Else Netty unpacks into /tmp.
    arguments.stream()
        .filter(argument -> !JavaRuntime.hasByItself(argument))
        .map(argument -> argument.replace(own, installed))
        .forEach(all::add);
    Files.writeString(
        file, all.stream().map(ArgumentFiles::line).collect(Collectors.joining("\n", "", "\n")));
  }

  private static String line(String argument) {
    return '"' + argument.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
