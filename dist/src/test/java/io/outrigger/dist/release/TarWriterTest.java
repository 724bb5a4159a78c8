package io.outrigger.dist.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives, unpacked by the system's own tar. */
final class TarWriterTest {

  private static final Instant TIME = Instant.ofEpochSecond(1_700_000_000);

  @TempDir private Path directory;
  private FileTree tree = new FileTree(Path.of(""));
  private Path unpacked = Path.of("");

  @BeforeEach
  void makeFolders() throws IOException {
    tree = new FileTree(Files.createDirectory(directory.resolve("tree")));
    unpacked = Files.createDirectory(directory.resolve("unpacked"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 511, 512, 513, 100_000})
  void files_of_every_size_come_out_as_they_went_in(int size) throws Exception {
    var content = new byte[size];
    Arrays.fill(content, (byte) 7);
    Files.write(tree.root().resolve("a"), content);
    Files.writeString(tree.root().resolve("b"), "after it");

    unpack(written());

    assertThat(unpacked.resolve("a")).hasBinaryContent(content);
    assertThat(unpacked.resolve("b")).hasContent("after it");
  }

  @Test
  void permissions_times_links_and_folders_are_kept() throws Exception {
    Files.createDirectory(tree.root().resolve("empty"));
    tree.addFolderForEveryone("tmp");
    var script = Files.writeString(tree.root().resolve("script"), "#!/bin/sh\n");
    Files.setAttribute(script, "unix:mode", 0700);
    Files.setAttribute(Files.writeString(tree.root().resolve("text"), "a"), "unix:mode", 0666);
    Files.createSymbolicLink(tree.root().resolve("link"), Path.of("script"));
    tree.normalize(TIME);

    unpack(written());

    assertThat(modes("empty", "tmp", "script", "text"))
        .containsExactly("755", "1777", "755", "644");
    assertThat(Files.getLastModifiedTime(unpacked.resolve("text")).toInstant()).isEqualTo(TIME);
    assertThat(Files.readSymbolicLink(unpacked.resolve("link"))).isEqualTo(Path.of("script"));
  }

  @ParameterizedTest
  @ValueSource(ints = {90, 98, 99, 100, 101, 150, 200, 250})
  void long_names_are_kept(int length) throws Exception {
    var name = ("f".repeat(30) + "/").repeat(length / 31) + "n".repeat(length % 31 + 1);
    var file = tree.root().resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "found");

    unpack(written());

    assertThat(unpacked.resolve(name)).hasContent("found");
  }

  @Test
  void a_name_that_is_too_long_is_refused() throws Exception {
    Files.writeString(tree.root().resolve("n".repeat(101)), "");

    assertThatThrownBy(this::written)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("too long");
  }

  @Test
  void the_same_files_give_the_same_bytes_whenever_they_were_made() throws Exception {
    Files.writeString(tree.root().resolve("b"), "b");
    Files.writeString(tree.root().resolve("a"), "a");
    tree.normalize(TIME);
    var first = written();
    var other = new FileTree(Files.createDirectory(directory.resolve("other")));
    tree.copyTo(other.root(), file -> true);
    other.normalize(TIME);
    tree = other;

    assertThat(written()).isEqualTo(first);
  }

  private byte[] written() throws IOException {
    var out = new ByteArrayOutputStream();
    try (var tar = new TarWriter(out, TIME)) {
      tar.addTree("", tree);
    }
    return out.toByteArray();
  }

  private void unpack(byte[] archive) throws Exception {
    var file = Files.write(directory.resolve("a.tar"), archive);
    var tar =
        new ProcessBuilder("tar", "-xpf", file.toString(), "-C", unpacked.toString())
            .redirectErrorStream(true)
            .start();
    assertThat(new String(tar.getInputStream().readAllBytes(), StandardCharsets.UTF_8)).isEmpty();
    assertThat(tar.waitFor()).isZero();
  }

  private List<String> modes(String... names) throws IOException {
    var modes = new ArrayList<String>();
    for (var name : names) {
      var mode = (int) Files.getAttribute(unpacked.resolve(name), "unix:mode");
      modes.add(Integer.toOctalString(mode & 07777));
    }
    return modes;
  }
}
