package io.outrigger.runtime.cli;

import io.outrigger.runtime.config.ConfigReader;
import io.outrigger.runtime.config.Environment;
import io.outrigger.runtime.config.InstalledComponents;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option {@code --config}, and the config that it names. */
final class ConfigOption {

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description = "The config; configs/standalone.json of the distribution if not given.")
  private @Nullable Path file;

  /** The name of the config, as the user knows it. */
  String name() {
    return path().toString();
  }

  /** The config for components that are installed, with all its problems as an exception. */
  ConfigReader.Checked check(InstalledComponents installed) {
    return new ConfigReader(installed, Environment.ofProcess(), ApiMethods::limitable)
        .check(path());
  }

  private Path path() {
    if (file != null) {
      return file;
    }
    return Installation.home().resolve("configs").resolve("standalone.json");
  }
}
