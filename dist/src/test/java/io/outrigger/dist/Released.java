package io.outrigger.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.dist.release.Release;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What {@code ./outrigger dist} makes, made once for all tests. */
final class Released {

  /** A time that no build and no copy has. */
  private static final String TIME = "1700000000";

  private static final Path FOLDER =
      Repository.distribution().resolveSibling("release-it").toAbsolutePath();

  private Released() {}

  /** The folder with both flavours. */
  static Path folder() {
    return Holder.MADE;
  }

  private static final class Holder {
    private static final Path MADE = withoutTrees(make(FOLDER, "--train", "3"));
  }

  /** As on another machine: where the AOT cache was trained there is nothing. */
  private static Path withoutTrees(Path made) {
    try {
      Files.move(made.resolve("tree"), made.resolve("elsewhere"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return made;
  }

  /** Makes another one. */
  static Path make(Path output, String... options) {
    var arguments = new ArrayList<String>();
    arguments.addAll(List.of("--checkout", Repository.launcher().getParent().toString()));
    arguments.addAll(List.of("--output", output.toString(), "--time", TIME));
    arguments.addAll(List.of(options));
    assertThat(Release.run(arguments.toArray(String[]::new))).isZero();
    return output;
  }

  /** The one file whose name begins and ends like this. */
  static Path file(String start, String end) {
    return only(folder(), start + "*" + end);
  }

  static Path only(Path folder, String glob) {
    try (var files = Files.newDirectoryStream(folder, glob)) {
      var found = files.iterator();
      var file = found.next();
      assertThat(found.hasNext()).as("one %s in %s", glob, folder).isFalse();
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Unpacks an archive; gives the one folder in it. */
  static Path unpack(Path archive, Path target) throws IOException, InterruptedException {
    var command = List.of("tar", "-x", "-p", "-f", archive.toString(), "-C", target.toString());
    var outcome = Outcome.start(target, Map.of("PATH", "/usr/bin:/bin"), command).await();
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.status()).isZero();
    return target;
  }
}
