package io.outrigger.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The configs of the distribution, on addresses and in folders that nobody else has. */
final class Standalone {

  private Standalone() {}

  static String config(Path directory) throws IOException {
    return config("standalone.json", directory);
  }

  /** Another config of the distribution. */
  static String config(String name, Path directory) throws IOException {
    return Files.readString(SidecarProcess.HOME.resolve("configs").resolve(name))
        .replace("127.0.0.1:34904", "127.0.0.1:0")
        .replace("/tmp/outrigger.sock", directory.resolve("o.sock").toString())
        .replace("/tmp/outrigger-files", directory.resolve("files").toString())
        .replace("\"graceful_stop_timeout\": \"5s\"", "\"graceful_stop_timeout\": \"0s\"");
  }
}
