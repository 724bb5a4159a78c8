package io.outrigger.builtin.file;

import io.outrigger.testkit.file.FileStoreConformance;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class LocalFileStoreConformanceTest extends FileStoreConformance {

  @TempDir Path directory;

  @Override
  protected String type() {
    return "local";
  }

  @Override
  protected Record settings() {
    return new LocalFileSettings(directory.resolve("root"), false);
  }
}
