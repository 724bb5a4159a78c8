package io.outrigger.runtime.cli;

import io.outrigger.runtime.component.CatalogException;
import io.outrigger.runtime.component.ComponentCatalog;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where the distribution is that this program belongs to, and what is installed in it. */
final class Installation {

  private Installation() {}

  /** The folder of the distribution; the working directory when there is none. */
  static Path home() {
    return Path.of(System.getProperty("outrigger.home", ""));
  }

  /**
   * The components of the class path, of the distribution's folder {@code components}, and of the
   * folders that the variable {@code OUTRIGGER_COMPONENTS} names.
   *
   * @throws CatalogException when they contradict each other or cannot be read
   */
  static ComponentCatalog catalog() {
    var more = Optional.ofNullable(System.getenv("OUTRIGGER_COMPONENTS")).orElse("");
    return ComponentCatalog.ofInstallation(roots(more));
  }

  private static List<Path> roots(String more) {
    var own =
        Stream.ofNullable(System.getProperty("outrigger.home"))
            .map(home -> Path.of(home, "components"))
            .filter(Files::isDirectory);
    var others =
        Arrays.stream(more.split(File.pathSeparator)).filter(name -> !name.isBlank()).map(Path::of);
    return Stream.concat(own, others).toList();
  }
}
