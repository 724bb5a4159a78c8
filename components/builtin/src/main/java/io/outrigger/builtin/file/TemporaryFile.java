package io.outrigger.builtin.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/**
 * A file that is written beside all others and moved to its name when it is whole; closing it
 * removes what was not moved. For use by one thread.
 */
final class TemporaryFile implements AutoCloseable {

  /** What of it remains says what the umask of the process lets a file have. */
  private static final FileAttribute<?> ALL =
      PosixFilePermissions.asFileAttribute(EnumSet.allOf(PosixFilePermission.class));

  private final Folder folder;
  private final String name;
  private final FileChannel channel;

  private TemporaryFile(Folder folder, String name, FileChannel channel) {
    this.folder = folder;
    this.name = name;
    this.channel = channel;
  }

  /**
   * Makes one in a directory that it closes with itself. It is locked, by which {@link
   * TemporaryFiles#sweep} of another process knows that it is in use.
   */
  static TemporaryFile create(Folder folder, String name) throws IOException {
    var options = EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    var file = new TemporaryFile(folder, name, folder.open(name, options, ALL));
    try {
      var _ = file.channel.tryLock();
    } catch (IOException e) {
      // Without locks on this file system the sweep will not touch it either.
      return file;
    }
    return file;
  }

  /** Appends the whole of another file. */
  void append(FileChannel source) throws IOException {
    long size = source.size();
    for (long done = 0; done < size; ) {
      long count = source.transferTo(done, size - done, channel);
      if (count == 0) {
        return;
      }
      done += count;
    }
  }

  void append(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /** Forces the content to the disk. */
  void force() throws IOException {
    channel.force(true);
  }

  /** Gives it permissions, less the umask of the process. */
  void permit(Set<PosixFilePermission> permissions) throws IOException {
    var permitted = EnumSet.noneOf(PosixFilePermission.class);
    permitted.addAll(permissions);
    permitted.retainAll(folder.look(name).orElseThrow().permissions());
    folder.setPermissions(name, permitted);
  }

  /** Gives it permissions, whatever the umask. */
  void permitExactly(Set<PosixFilePermission> permissions) throws IOException {
    folder.setPermissions(name, permissions);
  }

  /** Moves it to its name, over the file that has it. */
  void moveTo(Folder target, String targetName) throws IOException {
    folder.move(name, target, targetName);
  }

  /** Gives it its name unless another file has it. */
  void linkTo(Folder target, String targetName) throws IOException {
    folder.link(name, target, targetName);
  }

  /** Closes and removes it, in an interrupted thread too. */
  @Override
  public void close() throws IOException {
    try (folder) {
      try (channel) {
        folder.delete(name);
      } catch (NoSuchFileException e) {
        // It has been moved to its name.
      }
    }
  }
}
