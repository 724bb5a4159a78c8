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
import java.util.PriorityQueue;

/**
 * Goes through the files under a root in the order of their names ({@link NameOrder}), and passes
 * over the directories whose files cannot be asked for. It holds the names of the directories that
 * lead to where it is, and looks at no more entries than it gives.
 *
 * <p>It passes over symbolic links, what is neither file nor directory, names that the store would
 * refuse, and directories below the one asked for that this process may not read.
 */
final class FileWalk {

  private final String prefix;
  private final String marker;
  private final int limit;
  private final List<FileFacts> found = new ArrayList<>();

  private FileWalk(ListRequest request, int limit) {
    prefix = request.prefix().name();
    marker = request.marker();
    this.limit = limit;
  }

  /** The first files that a request asks for, {@code limit} at most. */
  static List<FileFacts> run(Folder root, ListRequest request, int limit) throws IOException {
    var parts = FileName.parsePrefix(request.prefix().name());
    var folders = parts.subList(0, parts.size() - 1);
    var walk = new FileWalk(request, limit);
    try (var start = root.descend(folders)) {
      walk.visit(start, folders);
    } catch (NoSuchFileException | NotDirectoryException e) {
      // No name begins so.
    }
    return walk.found;
  }

  private void visit(Folder folder, List<String> parts) throws IOException {
    var path = parts.isEmpty() ? "" : String.join("/", parts) + '/';
    var waiting = wanted(folder, path);
    while (found.size() < limit && !waiting.isEmpty()) {
      var name = waiting.remove();
      if (name.endsWith("/")) {
        visitChild(folder, parts, name.substring(0, name.length() - 1));
      } else if (meet(folder, path, name)) {
        // What is in a directory stands where its name with a slash does: a, a.b, a/b.
        waiting.add(name + '/');
      }
    }
  }

  private PriorityQueue<String> wanted(Folder folder, String path) throws IOException {
    var names = new PriorityQueue<String>(NameOrder.BY_CODE_POINT);
    folder.forEach(name -> {
      if (isWanted(path + name)) {
        names.add(name);
      }
    });
    return names;
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
