package io.outrigger.hdfs;

import io.outrigger.spi.Call;
import io.outrigger.spi.file.FileFacts;
import io.outrigger.spi.file.ListRequest;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.hadoop.security.AccessControlException;

/**
 * Goes through the files under a root in the order of their names by code point. It asks the
 * NameNode for no more than is needed from the marker on, and holds no more than {@link Batches}
 * does, however large the directories are. For use by one thread.
 *
 * <p>It passes over what is neither file nor directory, names that the store would refuse, and
 * directories below the one asked for that the user may not read.
 */
final class FileWalk {

  private static final NameOrder ORDER = NameOrder.BY_CODE_POINT;

  private final Call call;
  private final String prefix;
  private final String marker;
  private final int limit;
  private final Batches batches;
  private final List<FileFacts> found = new ArrayList<>();

  FileWalk(Call call, ListRequest request, int limit, Batches.Source source) {
    this.call = call;
    prefix = request.prefix().name();
    marker = request.marker();
    this.limit = limit;
    batches = new Batches(source);
  }

  /** The first files that the request asks for, as many as the limit at most; only once. */
  List<FileFacts> run() throws IOException {
    var start = FileName.parsePrefix(prefix);
    try {
      visit(start, (int) start.chars().filter(character -> character == '/').count());
    } catch (FileNotFoundException e) {
      // No name begins so.
    } catch (AccessControlException e) {
      if (!HdfsFailures.isBelowFile(e)) {
        throw e;
      }
    }
    return found;
  }

  /** The most entries that were held at a time. */
  int mostHeld() {
    return batches.mostHeld();
  }

  private void visit(String directory, int depth) throws IOException {
    var entries = new OrderedEntries(batches, directory, StoredNames.stored(rest(directory)));
    var folders = foldersOfMarker(directory);
    var next = first(directory, entries);
    while (found.size() < limit && (next.isPresent() || !folders.isEmpty())) {
      if (next.isEmpty() || isFirst(folders, next.get())) {
        visitChild(directory + folders.pollFirst(), depth + 1);
      } else {
        meet(directory, next.get(), folders);
        next = entries.behind(next.get().stored());
      }
    }
  }

  /** What names in a directory are to begin with. */
  private String rest(String directory) {
    return prefix.startsWith(directory) ? prefix.substring(directory.length()) : "";
  }

  /**
   * The first entry that may be asked for. Behind a marker {@code d/f} those between {@code d} and
   * {@code d/} are passed.
   */
  private Optional<Entry> first(String directory, OrderedEntries entries) throws IOException {
    var place = part(directory) + (isWithin(directory) ? "/" : "");
    var names = rest(directory);
    if (place.startsWith(names) && !place.isEmpty()) {
      return entries.behind(StoredNames.stored(place));
    }
    return ORDER.compare(place, names) > 0 ? Optional.empty() : entries.first();
  }

  /** The part of the marker that is a name in a directory; empty when it leads elsewhere. */
  private String part(String directory) {
    if (!marker.startsWith(directory)) {
      return "";
    }
    int end = marker.indexOf('/', directory.length());
    return marker.substring(directory.length(), end < 0 ? marker.length() : end);
  }

  /** True when the marker leads into a directory of this directory. */
  private boolean isWithin(String directory) {
    return marker.startsWith(directory) && marker.indexOf('/', directory.length()) >= 0;
  }

  /**
   * The directories that come before the first entry by their names and behind the marker with
   * their slash: those that the part of the marker here begins with.
   */
  private NavigableSet<String> foldersOfMarker(String directory) throws IOException {
    var folders = new TreeSet<String>(ORDER);
    var part = part(directory);
    for (int end = part.length(); end > 0; end = part.offsetByCodePoints(end, -1)) {
      var name = part.substring(0, end);
      if (name.startsWith(rest(directory))
          && mayHoldWanted(directory + name + '/')
          && isFolder(directory, name)) {
        folders.add(name + '/');
      }
    }
    return folders;
  }

  private boolean isFolder(String directory, String name) throws IOException {
    if (!isWanted(directory, name)) {
      return false;
    }
    var exact = new OrderedEntries(batches, directory, StoredNames.stored(name));
    return exact
        .first()
        .filter(entry -> entry.name().equals(name) && entry.isDirectory())
        .isPresent();
  }

  private static boolean isFirst(NavigableSet<String> folders, Entry next) {
    return !folders.isEmpty() && ORDER.compare(folders.first(), next.name()) < 0;
  }

  /** Takes an entry if it is a file that is asked for, and lets a directory come once more. */
  private void meet(String directory, Entry entry, NavigableSet<String> folders) {
    if (HdfsFailures.hasEnded(call)) {
      throw HdfsFailures.ended(call, "list");
    }
    var name = entry.name();
    if (!isWanted(directory, name)) {
      return;
    }
    if (entry.isFile() && isBehindMarker(directory + name)) {
      found.add(Facts.of(directory + name, entry.status()));
    }
    if (entry.isDirectory() && mayHoldWanted(directory + name + '/')) {
      folders.add(name + '/');
    }
  }

  private void visitChild(String directory, int depth) throws IOException {
    if (depth >= FileName.MOST_PARTS) {
      return;
    }
    try {
      visit(directory, depth);
    } catch (FileNotFoundException | AccessControlException e) {
      // It has just been removed, or is not for this user.
    }
  }

  private static boolean isWanted(String directory, String name) {
    return FileName.canBeAskedFor(name) && !(directory.isEmpty() && name.equals(FileName.RESERVED));
  }

  private boolean mayHoldWanted(String directory) {
    return marker.startsWith(directory) || isBehindMarker(directory);
  }

  private boolean isBehindMarker(String name) {
    return ORDER.compare(name, marker) > 0;
  }
}
