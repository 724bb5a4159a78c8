package io.outrigger.builtin.file;

import io.outrigger.spi.ComponentException;
import io.outrigger.spi.ErrorCode;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A directory that is held open, so that it stays the same one whatever becomes of its path. Its
 * entries are named by one part each and symbolic links are never followed.
 *
 * <p>Only {@link #descendMaking} and {@link #link} go by the path, since Java has them in no other
 * way: who can exchange a directory for a symbolic link at the very moment can have an empty
 * directory made, or a second name given to a new file, outside the root. Nobody can do so through
 * the store.
 */
final class Folder implements AutoCloseable {

  private final Path path;
  private final SecureDirectoryStream<Path> handle;

  private Folder(Path path, SecureDirectoryStream<Path> handle) {
    this.path = path;
    this.handle = handle;
  }

  /** Opens the directory {@code root}, through symbolic links if need be. */
  @SuppressWarnings("StreamResourceLeak") // The folder closes it.
  static Folder root(Path root) throws IOException {
    try {
      var stream = Files.newDirectoryStream(root);
      if (stream instanceof SecureDirectoryStream<Path> handle) {
        return new Folder(root, handle);
      }
      stream.close();
    } catch (NoSuchFileException | NotDirectoryException e) {
      throw new ComponentException(
          ErrorCode.UNAVAILABLE, "root: " + root + " (expected: a directory)", e);
    }
    throw new UnsupportedOperationException(
        "root: " + root + " (expected: a file system of Linux or macOS)");
  }

  /**
   * Opens the directory that some parts lead to from here.
   *
   * @throws NoSuchFileException when there is none
   * @throws NotDirectoryException when there is something else
   */
  Folder descend(List<String> parts) throws IOException {
    var current = openChild(".");
    for (var part : parts) {
      try (var parent = current) {
        parent.requireFolder(part);
        current = parent.openChild(part);
      }
    }
    return current;
  }

  /** Opens the directory that some parts lead to from here, and makes what is missing of it. */
  Folder descendMaking(List<String> parts, boolean fsync, FileAttribute<?>... attributes)
      throws IOException {
    var current = openChild(".");
    for (var part : parts) {
      try (var parent = current) {
        parent.makeUnlessThere(part, fsync, attributes);
        parent.requireFolder(part);
        current = parent.openChild(part);
      }
    }
    return current;
  }

  /** Looks before it opens, since the opening of a named pipe would wait for its other end. */
  private void requireFolder(String name) throws IOException {
    var attributes = find(name).orElseThrow(() -> new NoSuchFileException(name));
    if (!attributes.isDirectory()) {
      throw new NotDirectoryException(name);
    }
  }

  private void makeUnlessThere(String name, boolean fsync, FileAttribute<?>... attributes)
      throws IOException {
    if (look(name).isPresent()) {
      return;
    }
    try {
      Files.createDirectory(path.resolve(name), attributes);
    } catch (FileAlreadyExistsException e) {
      // Another thread came first.
    }
    if (fsync) {
      force();
    }
  }

  /** Opens a directory in this one; what it is has to be known before. */
  Folder openChild(String name) throws IOException {
    return new Folder(
        path.resolve(name), handle.newDirectoryStream(Path.of(name), LinkOption.NOFOLLOW_LINKS));
  }

  /**
   * The attributes of an entry, or none when it is not there.
   *
   * @throws IllegalArgumentException when it is a symbolic link
   */
  Optional<PosixFileAttributes> find(String name) throws IOException {
    var attributes = look(name);
    if (attributes.isPresent() && attributes.get().isSymbolicLink()) {
      throw new IllegalArgumentException(
          "name: its part \"" + name + "\" is a symbolic link (expected: none)");
    }
    return attributes;
  }

  /** The attributes of an entry, be it a symbolic link, or none when it is not there. */
  Optional<PosixFileAttributes> look(String name) throws IOException {
    try {
      return Optional.of(view(name).readAttributes());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  void setPermissions(String name, Set<PosixFilePermission> permissions) throws IOException {
    view(name).setPermissions(permissions);
  }

  private PosixFileAttributeView view(String name) {
    return handle.getFileAttributeView(
        Path.of(name), PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
  }

  /** Opens a file in this directory. */
  FileChannel open(String name, Set<StandardOpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    var all = new HashSet<OpenOption>(options);
    all.add(LinkOption.NOFOLLOW_LINKS);
    return (FileChannel) handle.newByteChannel(Path.of(name), all, attributes);
  }

  /** Moves a file to another directory at once, over a file of that name if there is one. */
  void move(String name, Folder target, String targetName) throws IOException {
    handle.move(Path.of(name), target.handle, Path.of(targetName));
  }

  /** Gives a file a second name; fails when there is an entry of that name. */
  void link(String name, Folder target, String targetName) throws IOException {
    Files.createLink(target.path.resolve(targetName), path.resolve(name));
  }

  void delete(String name) throws IOException {
    handle.deleteFile(Path.of(name));
  }

  /** Forces what has been made, moved and linked here to the disk. */
  void force() throws IOException {
    try (var channel = open(".", Set.of(StandardOpenOption.READ))) {
      channel.force(true);
    }
  }

  /** Gives each name in this directory, in no order; only once. */
  void forEach(Consumer<String> action) throws IOException {
    try {
      handle.forEach(entry -> action.accept(entry.getFileName().toString()));
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  @Override
  public void close() throws IOException {
    handle.close();
  }
}
