package io.outrigger.dist.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

/** The files of one archive: a distribution with a Java of its own. */
final class ReleaseTree {

  private static final Path CACHE = Path.of("lib", "outrigger.aot");
  private static final Path STAMP = Path.of(".built");

  private final FileTree files;
  private final Instant time;

  private ReleaseTree(FileTree files, Instant time) {
    this.files = files;
    this.time = time;
  }

  /**
   * Puts the files together.
   *
   * @param distribution as the build has assembled it
   * @param time what everything gets as the time of its last change
   */
  static ReleaseTree assemble(Flavour flavour, Path distribution, Path folder, Instant time)
      throws IOException, InterruptedException {
    var files = new FileTree(folder);
    files.delete();
    new FileTree(distribution)
        .copyTo(folder, file -> flavour.brings(file) && !file.equals(CACHE) && !file.equals(STAMP));
    JavaRuntime.link(folder.resolve("jre"));
    var tree = new ReleaseTree(files, time);
    files.normalize(time);
    return tree;
  }

  FileTree files() {
    return files;
  }

  /** Adds files, by their names, beside those that are there. */
  void add(Map<String, byte[]> contents) throws IOException {
    for (var content : contents.entrySet()) {
      Files.write(files.root().resolve(content.getKey()), content.getValue());
    }
    files.normalize(time);
  }

  /** Has the sidecar in it make its AOT cache; gives what it says of it. */
  String train(int seconds) throws IOException, InterruptedException {
    var script = files.root().resolve("bin/outrigger").toString();
    var said = Command.run(Map.of(), script, "train", "-s", Integer.toString(seconds));
    files.normalize(time);
    return said.strip();
  }

  /** Takes the AOT cache of another tree, which has the same class path. */
  void takeCache(ReleaseTree other) throws IOException {
    Files.copy(other.files.root().resolve(CACHE), files.root().resolve(CACHE));
    files.normalize(time);
  }
}
