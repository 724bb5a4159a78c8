package io.outrigger.builtin.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.spi.file.FileFacts;
import io.outrigger.spi.file.FileRequest;
import io.outrigger.spi.file.ListRequest;
import io.outrigger.testkit.Seed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a walk holds at a time, and that nothing gets lost by it. */
final class FileWalkTest {

  private static final List<String> PIECES = List.of("a", "-", ".", "0", "\uFFEE", "\uD83D\uDEF6");

  @TempDir Path root;

  @Test
  void what_it_holds_does_not_grow_with_the_directory() throws IOException {
    for (int i = 0; i < 20_000; i++) {
      Files.createFile(root.resolve("file-" + i));
    }
    var walk = new FileWalk(ListRequest.of(""), 2);

    assertThat(names(walk)).containsExactly("file-0", "file-1");
    assertThat(walk.mostHeld()).isLessThanOrEqualTo(3);
  }

  @Test
  void it_holds_no_more_than_a_full_page_behind_empty_directories() throws IOException {
    for (int i = 0; i < 2000; i++) {
      Files.createDirectory(root.resolve("empty-" + i));
    }
    Files.createFile(root.resolve("file"));
    var walk = new FileWalk(ListRequest.of(""), 2);

    assertThat(names(walk)).containsExactly("file");
    assertThat(walk.mostHeld()).isLessThanOrEqualTo(1002);
  }

  @Test
  void pages_of_any_size_give_each_file_once_and_in_order() {
    Seed.run(random -> {
      for (int i = 0; i < 20; i++) {
        var files = LocalFiles.started(root.resolve("tree-" + i));
        var expected = putMany(files, random);

        for (int size = 1; size < 6; size++) {
          assertThat(paged(files, size))
              .as("pages of %s", size)
              .containsExactlyElementsOf(expected);
        }
      }
    });
  }

  private List<String> names(FileWalk walk) throws IOException {
    try (var folder = Folder.root(root)) {
      return walk.run(folder).stream().map(FileFacts::name).toList();
    }
  }

  /** Puts files in directories that hold each other, and answers their names in order. */
  private static SortedSet<String> putMany(LocalFiles files, RandomGenerator random) {
    var names = new TreeSet<String>(FileWalkTest::compareBytes);
    for (int i = 0; i < 60; i++) {
      var name =
          Stream.generate(() -> part(random))
              .limit(random.nextInt(1, 4))
              .collect(Collectors.joining("/"));
      if (files.attemptPut(name, "").succeeded()) {
        names.add(name);
      }
    }
    return names;
  }

  private static List<String> paged(LocalFiles files, int size) {
    var names = new ArrayList<String>();
    var marker = "";
    do {
      var page = files.page(new ListRequest(FileRequest.of(""), size, marker));
      page.files().forEach(file -> names.add(file.name()));
      marker = page.marker();
    } while (!marker.isEmpty());
    return names;
  }

  private static int compareBytes(String left, String right) {
    return Arrays.compareUnsigned(
        left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
  }

  /** A part that often begins with another one. */
  private static String part(RandomGenerator random) {
    return Stream.generate(() -> PIECES.get(random.nextInt(PIECES.size())))
        .limit(random.nextInt(3))
        .collect(Collectors.joining("", "a", ""));
  }
}
