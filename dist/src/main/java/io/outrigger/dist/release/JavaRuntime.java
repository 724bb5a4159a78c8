package io.outrigger.dist.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The Java that a release brings, linked from the JDK that runs this program. */
final class JavaRuntime {

  /**
   * All of Java SE, since a component that is installed later may need any of it, and of the rest
   * what libraries use: DNS records for {@code mongodb+srv}, logins for Hadoop, Unsafe for Netty;
   * and what looks into a process that misbehaves.
   */
  private static final List<String> MODULES =
      List.of(
          "java.se",
          "jdk.charsets",
          "jdk.crypto.cryptoki",
          "jdk.httpserver",
          "jdk.jcmd",
          "jdk.jfr",
          "jdk.management",
          "jdk.management.agent",
          "jdk.naming.dns",
          "jdk.net",
          "jdk.security.auth",
          "jdk.security.jgss",
          "jdk.unsupported",
          "jdk.zipfs");

  /** What holds when nobody says more: in an image no script can put them in. */
  private static final String OPTIONS = "-Xms16m -Xmx128m -XX:MaxDirectMemorySize=128m";

  private JavaRuntime() {}

  /** Links it into a folder that is not there yet. Uncompressed, it makes the smaller archive. */
  static void link(Path folder) throws IOException, InterruptedException {
    var jlink = Path.of(System.getProperty("java.home"), "bin", "jlink");
    if (!Files.isExecutable(jlink)) {
      throw new ReleaseException("no " + jlink + " (expected: a JDK, not a runtime)");
    }
    Command.run(
        Map.of(),
        jlink.toString(),
        "--add-modules=" + String.join(",", MODULES),
        "--compress=zip-0",
        "--no-header-files",
        "--no-man-pages",
        "--add-options=" + OPTIONS,
        "--output=" + folder);
  }

  /** Whether an option of the JVM is one of those that the linked runtime has by itself. */
  static boolean hasByItself(String option) {
    return option.matches("-Xm[sx].*|-XX:MaxDirectMemorySize=.*");
  }

  /** The name of the machines that it runs on, as archives have it. */
  static String platform() {
    return "linux-" + (isArm() ? "aarch64" : "x64");
  }

  /** The name of the machines that it runs on, as images have it. */
  static String imageArchitecture() {
    return isArm() ? "arm64" : "amd64";
  }

  /** The machines for which this one can make nothing. */
  static String otherPlatform() {
    return "linux-" + (isArm() ? "x64" : "aarch64");
  }

  private static boolean isArm() {
    return System.getProperty("os.arch").equals("aarch64");
  }

  /** A fact from the file {@code release} of a runtime. */
  static String fact(Path runtime, String name) throws IOException {
    return Files.readAllLines(runtime.resolve("release")).stream()
        .filter(line -> line.startsWith(name + "="))
        .map(line -> line.substring(name.length() + 1).replace("\"", ""))
        .findFirst()
        .orElse("");
  }
}
