package io.outrigger.testing;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An installed distribution and the Java for it.
 *
 * @param java empty where its own script is to find one
 */
record Distribution(Path home, Optional<Path> java) {

  private static final int FEATURE = 25;

  /**
   * The one that properties or the environment name.
   *
   * @throws IllegalStateException when there is none; the message says what to do
   */
  static Distribution find() {
    var home = setting("outrigger.home", "OUTRIGGER_HOME");
    if (home.isEmpty()) {
      throw new IllegalStateException(
          "no distribution of Outrigger: set the system property outrigger.home or the environment"
              + " variable OUTRIGGER_HOME to its folder");
    }
    var folder = Path.of(home.get()).toAbsolutePath().normalize();
    if (!Files.isExecutable(folder.resolve("bin/outrigger"))) {
      throw new IllegalStateException(
          "outrigger.home: " + folder + " (expected: a folder with bin/outrigger)");
    }
    return new Distribution(folder, findJava());
  }

  private static Optional<Path> findJava() {
    var set = setting("outrigger.java.home", "OUTRIGGER_JAVA_HOME");
    if (set.isPresent()) {
      return set.map(Path::of);
    }
    if (Runtime.version().feature() == FEATURE) {
      return Optional.of(Path.of(System.getProperty("java.home")));
    }
    return installed().stream().filter(Distribution::fits).findFirst();
  }

  private static Optional<String> setting(String property, String variable) {
    return Optional.ofNullable(System.getProperty(property))
        .or(() -> Optional.ofNullable(System.getenv(variable)))
        .filter(value -> !value.isBlank());
  }

  private static List<Path> installed() {
    var homes = new ArrayList<Path>();
    var user = Path.of(System.getProperty("user.home"));
    var folders =
        List.of(
            Path.of("/usr/lib/jvm"),
            Path.of("/opt/java"),
            user.resolve(".sdkman/candidates/java"),
            user.resolve(".cache/outrigger"));
    for (var folder : folders) {
      try (DirectoryStream<Path> found = Files.newDirectoryStream(folder)) {
        found.forEach(homes::add);
      } catch (IOException e) {
        // Not there.
      }
    }
    return homes;
  }

  private static boolean fits(Path home) {
    try {
      return Files.readString(home.resolve("release")).contains("JAVA_VERSION=\"" + FEATURE);
    } catch (IOException e) {
      return false;
    }
  }
}
