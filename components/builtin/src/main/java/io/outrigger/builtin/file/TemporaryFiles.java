package io.outrigger.builtin.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * The unfinished files of a root: in a directory of their own, which must be on the same file
 * system as the directories that the files go to.
 *
 * <p>Several instances and processes may share a root. A process removes at its start what others
 * have left: the files that are not its own and that nobody has locked. Should it come between the
 * making of a file and its locking, the put of that file fails and leaves nothing.
 */
final class TemporaryFiles {

  /** What the names of this process's files begin with. */
  private static final String OWN = UUID.randomUUID() + ".";

  private static final FileAttribute<?> PRIVATE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private TemporaryFiles() {}

  /** Makes an unfinished file. */
  static TemporaryFile create(Folder root) throws IOException {
    var folder = folder(root);
    try {
      return TemporaryFile.create(folder, OWN + UUID.randomUUID());
    } catch (IOException | RuntimeException e) {
      folder.close();
      throw e;
    }
  }

  /** Removes what processes that have crashed left behind. */
  static void sweep(Folder root) throws IOException {
    try (var folder = folder(root)) {
      List<String> names = new ArrayList<>();
      folder.forEach(names::add);
      for (var name : names) {
        if (!name.startsWith(OWN)) {
          sweep(folder, name);
        }
      }
    }
  }

  private static void sweep(Folder folder, String name) throws IOException {
    if (!folder.look(name).map(attributes -> attributes.isRegularFile()).orElse(false)) {
      return;
    }
    try (var channel = folder.open(name, Set.of(StandardOpenOption.WRITE))) {
      if (isUnlocked(channel)) {
        folder.delete(name);
      }
    } catch (NoSuchFileException | AccessDeniedException e) {
      // Another process has finished or removed it, or it belongs to another user.
    }
  }

  private static boolean isUnlocked(FileChannel channel) {
    try {
      return channel.tryLock() != null;
    } catch (IOException | OverlappingFileLockException e) {
      return false;
    }
  }

  private static Folder folder(Folder root) throws IOException {
    return root.descendMaking(List.of(FileName.RESERVED), false, PRIVATE);
  }
}
