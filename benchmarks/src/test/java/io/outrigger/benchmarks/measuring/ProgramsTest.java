package io.outrigger.benchmarks.measuring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProgramsTest {

  @Test
  void when_one_is_missing_the_package_to_install_is_named(@TempDir Path empty) {
    assertThatThrownBy(() -> Programs.find(empty.toString(), "h2load", "nghttp2-client"))
        .isInstanceOf(BenchmarkException.class)
        .hasMessage("h2load is not on PATH: install the Debian package nghttp2-client");
  }

  @Test
  void the_first_folder_that_has_it_counts(@TempDir Path empty, @TempDir Path full)
      throws Exception {
    var executable =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    var program = Files.createFile(full.resolve("h2load"), executable);

    assertThat(Programs.find(empty + File.pathSeparator + full, "h2load", "nghttp2-client"))
        .isEqualTo(program);
  }
}
