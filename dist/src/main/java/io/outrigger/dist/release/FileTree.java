package io.outrigger.dist.release;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A folder with all that is in it. */
record FileTree(Path root) {

  private static final int STICKY = 01000;
  private static final int EVERYONES = STICKY | 0777;

  /** Everything below the root in the order of the names, folders before what is in them. */
  List<Path> entries() throws IOException {
    try (var files = Files.walk(root)) {
      return files.filter(file -> !file.equals(root)).sorted().toList();
    }
  }

  /** The files below the root, no folders and no links. */
  List<Path> files() throws IOException {
    return entries().stream()
        .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
        .toList();
  }

  long bytes() throws IOException {
    long sum = 0;
    for (var file : files()) {
      sum += Files.size(file);
    }
    return sum;
  }

  /** Copies what a filter of the paths from the root lets through to another folder. */
  void copyTo(Path target, Predicate<Path> filter) throws IOException {
    Files.createDirectories(target);
    for (var entry : entries()) {
      var relative = root.relativize(entry);
      if (filter.test(relative)) {
        Files.copy(
            entry,
            target.resolve(relative),
            StandardCopyOption.COPY_ATTRIBUTES,
            LinkOption.NOFOLLOW_LINKS);
      }
    }
  }

  /** As {@link #copyTo}, of everything, the files being the same ones under a second name. */
  void linkTo(Path target) throws IOException {
    Files.createDirectories(target);
    for (var entry : entries()) {
      var other = target.resolve(root.relativize(entry));
      if (Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS)) {
        Files.createLink(other, entry);
      } else {
        Files.copy(entry, other, LinkOption.NOFOLLOW_LINKS);
      }
    }
  }

  /**
   * Gives everything one time, and the permissions of a release: who made it, when and under which
   * umask leaves no trace. By these times a JVM knows the jars of its AOT cache, too.
   */
  void normalize(Instant time) throws IOException {
    for (var entry : entries().reversed()) {
      if (!Files.isSymbolicLink(entry)) {
        Files.setAttribute(entry, "unix:mode", mode(entry));
      }
      var view =
          Files.getFileAttributeView(
              entry, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
      view.setTimes(FileTime.from(time), null, null);
    }
  }

  /** A folder for everyone stays one. */
  private static int mode(Path entry) throws IOException {
    var mode = (int) Files.getAttribute(entry, "unix:mode");
    if ((mode & STICKY) != 0) {
      return EVERYONES;
    }
    return (mode & 0100) != 0 ? 0755 : 0644;
  }

  /** Makes a folder in which everyone may make files. */
  void addFolderForEveryone(String name) throws IOException {
    Files.setAttribute(Files.createDirectories(root.resolve(name)), "unix:mode", EVERYONES);
  }

  /** Removes the folder with all that is in it, if it is there. */
  void delete() throws IOException {
    if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
