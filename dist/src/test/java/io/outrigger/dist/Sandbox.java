package io.outrigger.dist;

import static java.nio.file.attribute.PosixFilePermissions.fromString;

import io.outrigger.testkit.program.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A small checkout with a copy of the launcher, in a world of its own: of this machine there are
 * coreutils, {@code tar} and {@code gzip} on {@code PATH} and nothing else; JDKs, Maven and other
 * tools are fakes that a test puts there. Every path has a space in it.
 */
final class Sandbox {

  private static final String TOOLS =
      "cat cp env find gzip id mkdir mktemp mv readlink rm rmdir sha256sum sleep tar touch uname";

  private final Path folder;
  private final Map<String, String> environment = new HashMap<>();

  Sandbox(Path temporary) throws IOException {
    folder = Files.createDirectory(temporary.toRealPath().resolve("a sandbox"));
    environment.put("PATH", path("bin").toString());
    environment.put("HOME", path("home").toString());
    environment.put("OUTRIGGER_SEARCH_ROOT", path("machine").toString());
    for (String tool : TOOLS.split(" ", -1)) {
      script("bin/" + tool, "exec '" + installed(tool) + "' \"$@\"");
    }
    copy(Repository.launcher(), "checkout/outrigger");
    write("checkout/pom.xml", "<project/>");
    write("checkout/core/pom.xml", "<project/>");
    write("checkout/core/src/main/java/A.java", "class A {}");
    write("checkout/core/src/main/java/B.java", "class B {}");
    write("checkout/core/src/test/java/ATest.java", "class ATest {}");
    write("checkout/configs/sample.json", "{}");
  }

  Path path(String relative) {
    return folder.resolve(relative);
  }

  void set(String variable, String value) {
    environment.put(variable, value);
  }

  void remove(String relative) throws IOException {
    Files.delete(path(relative));
  }

  void write(String relative, String text) throws IOException {
    Files.createDirectories(path(relative).getParent());
    Files.writeString(path(relative), text);
  }

  void copy(Path file, String relative) throws IOException {
    Files.createDirectories(path(relative).getParent());
    Files.copy(file, path(relative));
    Files.setPosixFilePermissions(path(relative), fromString("rwxr-xr-x"));
  }

  /** Makes an executable of these shell lines. */
  void script(String relative, String... lines) throws IOException {
    Files.deleteIfExists(path(relative));
    write(relative, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
    Files.setPosixFilePermissions(path(relative), fromString("rwxr-xr-x"));
  }

  /** Makes a JDK whose {@code java} prints its process id and its arguments, each on a line. */
  Path jdk(String relative, String version) throws IOException {
    script(relative + "/bin/java", "printf '%s\\n' \"pid $$\" \"$@\"");
    script(relative + "/bin/javac");
    write(relative + "/release", "IMPLEMENTOR=\"Nobody\"\nJAVA_VERSION=\"" + version + "\"\n");
    return path(relative);
  }

  /** Makes an archive of a JDK 25 and names it to the launcher as the one to fetch. */
  Path offerJdk() throws IOException, InterruptedException {
    jdk("archive/jdk-25.0.3+9", "25.0.3");
    return offer("archive/jdk-25.0.3+9");
  }

  /** Makes an archive of a folder and names it to the launcher as the one to fetch. */
  Path offer(String relative) throws IOException, InterruptedException {
    Path archive = path("jdk.tar.gz");
    Path content = path(relative);
    String name = content.getFileName().toString();
    run("tar", "-czf", archive.toString(), "-C", content.getParent().toString(), name);
    set("OUTRIGGER_JDK_URL", "file://" + archive);
    set("OUTRIGGER_JDK_SHA256", sha256(archive));
    return archive;
  }

  /** Makes a distribution newer than its sources, as the launcher leaves one after building it. */
  void build() throws IOException {
    copy(Repository.startScript(), "checkout/dist/target/outrigger/bin/outrigger");
    write("checkout/dist/target/outrigger/.built", "");
    age();
  }

  /** Lets time pass: the sources are an hour old now, and what was built from them ten minutes. */
  void age() throws IOException {
    var now = Instant.now();
    try (Stream<Path> files = Files.walk(path("checkout"))) {
      for (Path file : files.toList()) {
        var age = Duration.ofMinutes(file.toString().contains("/dist/target") ? 10 : 60);
        Files.setLastModifiedTime(file, FileTime.from(now.minus(age)));
      }
    }
  }

  /** Makes a Maven that records its calls and assembles the distribution. */
  void maven(String relative, String version) throws IOException {
    Path bin = path("checkout/dist/target/outrigger/bin");
    script(
        relative,
        "[ \"$1\" != -v ] || { echo 'Apache Maven " + version + " (fake)'; exit; }",
        "printf '%s\\n' \"$*\" >>'" + path("maven-calls") + "'",
        "printf '%s\\n' \"$JAVA_HOME\" \"$MAVEN_OPTS\" >'" + path("maven-environment") + "'",
        "echo 'Maven was here'",
        "[ -z \"${MAVEN_FAILS_WITH:-}\" ] || exit \"$MAVEN_FAILS_WITH\"",
        "mkdir -p '" + bin + "'",
        "cp '" + Repository.startScript() + "' '" + bin + "'");
  }

  /**
   * Makes an {@code apt-get} that records its calls and installs one package: the executable
   * prepared.
   */
  void aptGet(String name, Path prepared) throws IOException {
    script(
        "bin/apt-get",
        "printf '%s\\n' \"$*\" >>'" + path("apt-get-calls") + "'",
        "case \" $* \" in",
        "  *' install '*' " + name + " '*) cp '" + prepared + "' '" + path("bin") + "' ;;",
        "esac");
  }

  /** The arguments of every call of {@code apt-get}. */
  List<String> aptGetCalls() throws IOException {
    return lines("apt-get-calls");
  }

  /** Makes this user one who is not root. */
  void dropRoot() throws IOException {
    script("bin/id", "echo 1000");
  }

  /** Lets this user become root without a password. */
  void allowSudo() throws IOException {
    script("bin/sudo", "[ \"$1\" = -n ] || exit 1", "[ \"$2\" = true ] || { shift; exec \"$@\"; }");
  }

  /** The arguments of every call of Maven but those that ask for its version. */
  List<String> mavenCalls() throws IOException {
    return lines("maven-calls");
  }

  List<String> lines(String relative) throws IOException {
    return Files.exists(path(relative)) ? Files.readAllLines(path(relative)) : List.of();
  }

  /** Names of the files in a folder, none when there is no such folder. */
  List<String> list(String relative) throws IOException {
    if (!Files.exists(path(relative))) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(path(relative))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  Outcome launch(String... arguments) throws IOException, InterruptedException {
    return start(arguments).await();
  }

  Outcome.Running start(String... arguments) throws IOException {
    var command = new ArrayList<String>();
    command.add(path("checkout/outrigger").toString());
    command.addAll(List.of(arguments));
    return Outcome.start(folder, environment, command);
  }

  Outcome run(String... command) throws IOException, InterruptedException {
    return Outcome.start(folder, environment, List.of(command)).await();
  }

  static String sha256(Path file) throws IOException {
    try {
      byte[] sum = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
      return HexFormat.of().formatHex(sum);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }

  private static Path installed(String tool) {
    return Programs.find(tool).orElseThrow(() -> new AssertionError(tool + " is not on PATH"));
  }
}
