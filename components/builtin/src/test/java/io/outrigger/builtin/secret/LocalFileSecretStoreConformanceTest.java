package io.outrigger.builtin.secret;

import io.outrigger.testkit.secret.SecretStoreConformance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

final class LocalFileSecretStoreConformanceTest extends SecretStoreConformance {

  @TempDir private Path directory;

  @Override
  protected String type() {
    return "local.file";
  }

  @Override
  protected Record settings() {
    return new LocalFileSecretSettings(file(), ":", false);
  }

  @Override
  protected void seed(Map<String, String> values) throws IOException {
    Files.writeString(file(), JsonText.object(values));
  }

  /** A pipe that nobody writes to: whoever opens it to read waits for ever. */
  @Override
  protected void freezeBackend() throws IOException, InterruptedException {
    Files.delete(file());
    new ProcessBuilder("mkfifo", file().toString()).inheritIO().start().waitFor();
    context().runPeriodicTasks();
  }

  private Path file() {
    return directory.resolve("secrets.json");
  }
}
