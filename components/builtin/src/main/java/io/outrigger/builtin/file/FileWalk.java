package io.outrigger.builtin.file;

import io.outrigger.spi.file.FileFacts;
import io.outrigger.spi.file.ListRequest;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Goes through the files under a root in the order of their names ({@link NameOrder}), and passes
 * over the directories whose files cannot be asked for. Of each directory that leads to where it is
 * it holds a few names ({@link NextNames}), however many there are; it looks at no more entries
 * than it gives. For use by one thread.
 *
 * <p>It passes over symbolic links, what is neither file nor directory, names that the store would
 * refuse, and directories below the one asked for that this process may not read.
 */
final class FileWalk {

  private final String prefix;
  private final String marker;
  private final int limit;
  private final List<FileFacts> found = new ArrayList<>();

  private int mostHeld;

  FileWalk(ListRequest request, int limit) {
    prefix = request.prefix().name();
    marker = request.marker();
    this.limit = limit;
  }

  /** The first files that the request asks for, as many as the limit at most; only once. */
  List<FileFacts> run(Folder root) throws IOException {
    var parts = FileName.parsePrefix(prefix);
    var folders = parts.subList(0, parts.size() - 1);
    try (var start = root.descend(folders)) {
      visit(start, folders);
    } catch (NoSuchFileException | NotDirectoryException e) {
      // No name begins so.
    }
    return found;
  }

  /** The most names of one directory that were held at a time. */
  int mostHeld() {
    return mostHeld;
  }

  private void visit(Folder folder, List<String> parts) throws IOException {
    var path = parts.isEmpty() ? "" : String.join("/", parts) + '/';
    var names = new NextNames(folder, name -> isWanted(path + name), limit - found.size());
    var next = names.take();
    while (next.isPresent()) {
      var name = next.get();
      if (name.endsWith("/")) {
        visitChild(folder, parts, name.substring(0, name.length() - 1));
      } else if (meet(folder, path, name)) {
        names.addFolder(name);
      }
      next = found.size() < limit ? names.take() : Optional.empty();
    }
    mostHeld = Math.max(mostHeld, names.mostHeld());
  }

  /** Takes an entry if it is a file that is asked for; true when it is a directory. */
  private boolean meet(Folder folder, String path, String name) throws IOException {
    if (Thread.currentThread().isInterrupted()) {
      throw FileFailures.interrupted(prefix);
    }
    var attributes = folder.look(name);
    if (attributes.map(PosixFileAttributes::isRegularFile).orElse(false)
        && isAfterMarker(path + name)) {
      found.add(FileMode.facts(path + name, attributes.get()));
    }
    return attributes.map(PosixFileAttributes::isDirectory).orElse(false)
        && mayHoldWanted(path + name + '/');
  }

  private void visitChild(Folder folder, List<String> parts, String name) throws IOException {
    var childParts = new ArrayList<>(parts);
    childParts.add(name);
    if (childParts.size() == FileName.MOST_PARTS) {
      return;
    }
    try (var child = folder.openChild(name)) {
      visit(child, childParts);
    } catch (NoSuchFileException | NotDirectoryException | AccessDeniedException e) {
      // It has just been removed, or is not for this process, as lost+found.
    }
  }

  private boolean isWanted(String name) {
    return name.startsWith(prefix)
        && name.indexOf('\\') < 0
        && !name.equals(FileName.RESERVED)
        && (isAfterMarker(name) || mayHoldWanted(name + '/'));
  }

  private boolean mayHoldWanted(String folder) {
    return marker.startsWith(folder) || isAfterMarker(folder);
  }

  private boolean isAfterMarker(String name) {
    return NameOrder.BY_CODE_POINT.compare(name, marker) > 0;
  }
}
