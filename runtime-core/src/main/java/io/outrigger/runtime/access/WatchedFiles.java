package io.outrigger.runtime.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;

/**
 * Some files, and whether they have changed since they were looked at last. Links are followed, so
 * that a link which points elsewhere is a change: this is how Kubernetes renews a Secret. Not for
 * several threads.
 */
public final class WatchedFiles {

  private final List<Path> files;
  private List<Optional<Stamp>> seen = List.of();

  /** Files that have not been looked at yet: they have changed. */
  public WatchedFiles(List<Path> files) {
    this.files = List.copyOf(files);
  }

  /**
   * Whether any of them is another than the last time. To be asked before they are read: what is
   * written while they are being read is then a change the next time.
   */
  public boolean changed() {
    var now = files.stream().map(WatchedFiles::stamp).toList();
    boolean changed = !now.equals(seen);
    seen = now;
    return changed;
  }

  private static Optional<Stamp> stamp(Path file) {
    try {
      var facts = Files.readAttributes(file, BasicFileAttributes.class);
      var identity = Optional.ofNullable(facts.fileKey()).map(Object::toString).orElse("");
      return Optional.of(new Stamp(facts.lastModifiedTime(), facts.size(), identity));
    } catch (IOException e) {
      return Optional.empty(); // Whoever reads it is told why.
    }
  }

  /** What tells one content of a file from another without reading it. */
  private record Stamp(FileTime written, long size, String identity) {}
}
