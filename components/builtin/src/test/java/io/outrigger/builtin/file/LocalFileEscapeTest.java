package io.outrigger.builtin.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.spi.ErrorCode;
import io.outrigger.testkit.Outcome;
import io.outrigger.testkit.Seed;
import io.outrigger.testkit.TestContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names and symbolic links that try to leave the root. */
final class LocalFileEscapeTest {

  private static final int NAMES = 10_000;
  private static final String CANARY = "canary";
  private static final List<String> SEPARATORS = List.of("/", "/", "/", "//", "\\", "/./", "/../");

  private static final List<String> PARTS =
      List.of(
          """
          .. .. .. . outside secret out up secret-link dangling in inside file a root
          %2e%2e ..%2f ..; ~ ... C: file: .outrigger-tmp \uFF0E\uFF0E \u2025 ..\0 \0\
          """
              .split("\\s", -1));

  @TempDir Path directory;
  private Path root;
  private Path outside;
  private LocalFiles files;
  private List<String> parts;

  /** A root with symbolic links, and a directory beside it that nobody may touch. */
  @BeforeEach
  void prepare() throws IOException {
    root = Files.createDirectory(directory.resolve("root"));
    outside = Files.createDirectory(directory.resolve("outside"));
    Files.writeString(outside.resolve("secret"), CANARY);
    Files.writeString(Files.createDirectory(root.resolve("inside")).resolve("file"), "inside");
    Files.createSymbolicLink(root.resolve("out"), outside);
    Files.createSymbolicLink(root.resolve("up"), Path.of(".."));
    Files.createSymbolicLink(root.resolve("secret-link"), outside.resolve("secret"));
    Files.createSymbolicLink(root.resolve("dangling"), outside.resolve("new"));
    Files.createSymbolicLink(root.resolve("in"), Path.of("inside"));
    files = LocalFiles.started(root);
    parts = new ArrayList<>(PARTS);
    parts.add(outside.toString());
    parts.add(outside.resolve("secret").toString());
  }

  @Test
  void no_generated_name_leaves_the_root() {
    Seed.run(random -> {
      for (int i = 0; i < NAMES; i++) {
        tryEverything(name(random));
      }
      assertUntouched();
    });
  }

  @ParameterizedTest
  @ValueSource(strings = {"secret-link", "out/secret", "out", "dangling", "in", "in/file", "up/a"})
  void a_symbolic_link_is_not_opened(String name) {
    assertThat(files.openRefusal(name)).isEqualTo(ErrorCode.INVALID_ARGUMENT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"secret-link", "out/new", "out", "dangling", "in", "in/new", "up/a"})
  void a_symbolic_link_is_not_written(String name) {
    assertThat(files.putRefusal(name, Map.of())).isEqualTo(ErrorCode.INVALID_ARGUMENT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"secret-link", "out/secret", "out", "dangling", "in", "in/file", "up/a"})
  void a_symbolic_link_is_not_deleted(String name) {
    assertThat(files.deleteRefusal(name)).isEqualTo(ErrorCode.INVALID_ARGUMENT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"secret-link", "out/secret", "out", "dangling", "in", "in/file", "up/a"})
  void a_symbolic_link_has_no_facts(String name) {
    assertThat(files.statRefusal(name)).isEqualTo(ErrorCode.INVALID_ARGUMENT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"out/", "in/", "up/", "up/outside/", "out/s"})
  void a_list_does_not_begin_behind_a_symbolic_link(String prefix) {
    assertThat(files.listRefusal(prefix)).isEqualTo(ErrorCode.INVALID_ARGUMENT);
  }

  @Test
  void symbolic_links_are_not_listed() {
    assertThat(files.names("")).containsExactly("inside/file");
  }

  @Test
  void a_refused_deletion_leaves_the_symbolic_link() {
    files.deleteRefusal("out");

    assertThat(root.resolve("out")).isSymbolicLink();
  }

  @Test
  void the_root_itself_may_be_a_symbolic_link() throws IOException {
    var link = Files.createSymbolicLink(directory.resolve("link"), root);

    assertThat(LocalFiles.started(link).text("inside/file")).isEqualTo("inside");
  }

  @Test
  void unfinished_files_are_not_put_behind_a_symbolic_link() throws IOException {
    var linked = Files.createDirectory(directory.resolve("linked"));
    Files.createSymbolicLink(linked.resolve(".outrigger-tmp"), outside);
    var store = new LocalFileStore(new LocalFileSettings(linked, false), new TestContext());

    assertThat(Outcome.of(store::start).succeeded()).isFalse();
  }

  /** Does everything with a name; most is refused, and nothing may show what is outside. */
  private void tryEverything(String name) {
    files.attemptPut(name, "put");
    assertThat(files.readable(name)).as(name).isNotEqualTo(Optional.of(CANARY));
    assertThat(files.listable(name)).as(name).allMatch(listed -> listed.startsWith(name));
    files.attemptDelete(name);
  }

  private void assertUntouched() {
    assertThat(entries(directory)).containsExactlyInAnyOrder(root, outside);
    assertThat(entries(outside)).containsExactly(outside.resolve("secret"));
    assertThat(outside.resolve("secret")).hasContent(CANARY);
  }

  private static List<Path> entries(Path folder) {
    try (var entries = Files.list(folder)) {
      return entries.toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String name(RandomGenerator random) {
    var name = new StringBuilder(random.nextInt(8) == 0 ? "/" : "");
    int count = 1 + random.nextInt(5);
    for (int i = 0; i < count; i++) {
      name.append(i == 0 ? "" : pick(SEPARATORS, random)).append(pick(parts, random));
    }
    return name.toString();
  }

  private static <T> T pick(List<T> choices, RandomGenerator random) {
    return choices.get(random.nextInt(choices.size()));
  }
}
