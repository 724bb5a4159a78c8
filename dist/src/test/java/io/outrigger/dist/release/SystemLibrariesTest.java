package io.outrigger.dist.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which package of Debian's a file is of. */
final class SystemLibrariesTest {

  @TempDir private Path directory;

  @BeforeEach
  void onlyOnDebian() {
    assumeThat(Path.of("/usr/bin/dpkg-query")).isExecutable();
  }

  @Test
  void a_file_is_found_by_its_name_from_before_usr_was_merged() throws Exception {
    assumeThat(Path.of("/bin")).isSymbolicLink();

    assertThat(SystemLibraries.owner(Path.of("/bin/env"))).isEqualTo("coreutils");
    assertThat(SystemLibraries.owner(Path.of("/usr/bin/env"))).isEqualTo("coreutils");
  }

  @Test
  void a_file_of_no_package_is_refused_by_its_name() throws Exception {
    var file = Files.createFile(directory.resolve("lib.so"));

    assertThatThrownBy(() -> SystemLibraries.owner(file))
        .isInstanceOf(ReleaseException.class)
        .hasMessageContaining(file.toString());
  }
}
