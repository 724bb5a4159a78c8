package io.outrigger.runtime.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WatchedFilesTest {

  @TempDir private Path directory;

  @Test
  void files_have_changed_once_each_time_they_change() throws IOException {
    var file = Files.writeString(directory.resolve("a"), "1");
    var watched = new WatchedFiles(List.of(file, directory.resolve("absent")));

    assertThat(watched.changed()).isTrue();
    assertThat(watched.changed()).isFalse();
    Files.writeString(file, "22");
    assertThat(watched.changed()).isTrue();
    assertThat(watched.changed()).isFalse();
    Files.writeString(directory.resolve("absent"), "");
    assertThat(watched.changed()).isTrue();
    Files.delete(file);
    assertThat(watched.changed()).isTrue();
    assertThat(watched.changed()).isFalse();
  }

  /** As Kubernetes does it: the file is a link through a directory that is a link. */
  @Test
  void a_link_that_points_elsewhere_is_a_change_also_with_an_equal_file() throws IOException {
    var time = FileTime.fromMillis(1_000_000);
    for (var version : List.of("v1", "v2")) {
      var file = Files.createDirectory(directory.resolve(version)).resolve("token");
      Files.setLastModifiedTime(Files.writeString(file, version), time);
    }
    var data = Files.createSymbolicLink(directory.resolve("data"), Path.of("v1"));
    var file = Files.createSymbolicLink(directory.resolve("token"), Path.of("data", "token"));
    var watched = new WatchedFiles(List.of(file));
    assertThat(watched.changed()).isTrue();

    var next = Files.createSymbolicLink(directory.resolve("next"), Path.of("v2"));
    Files.move(next, data, StandardCopyOption.ATOMIC_MOVE);

    assertThat(watched.changed()).isTrue();
    assertThat(file).hasContent("v2");
  }
}
