package io.outrigger.builtin.file;

import java.io.IOException;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The names in a directory in their order ({@link NameOrder}). It holds only the next few of them,
 * and reads the directory again when those are used up. For use by one thread.
 */
final class NextNames {

  /** As many as a page and the file behind it need when all the names are of files. */
  private static final int MOST_KEPT = 1001;

  private final Folder folder;
  private final Predicate<String> wanted;
  private final TreeSet<String> names = new TreeSet<>(NameOrder.BY_CODE_POINT);
  private final TreeSet<String> folders = new TreeSet<>(NameOrder.BY_CODE_POINT);
  private int most;
  private int mostHeld;
  private boolean complete;
  private String last = "";

  /** Of the names that are {@code wanted}, those of the first reading are {@code most}. */
  NextNames(Folder folder, Predicate<String> wanted, int most) {
    this.folder = folder;
    this.wanted = wanted;
    this.most = Math.min(most, MOST_KEPT);
  }

  /** Takes the next name, which ends with a slash if {@link #addFolder} has put it there. */
  Optional<String> take() throws IOException {
    if (names.isEmpty() && !complete) {
      read();
    }
    boolean isFolder =
        names.isEmpty()
            || (!folders.isEmpty()
                && NameOrder.BY_CODE_POINT.compare(folders.first(), names.first()) < 0);
    return Optional.ofNullable(isFolder ? folders.pollFirst() : names.pollFirst());
  }

  /**
   * Has a directory come once more, where what is in it stands: a, a.b, a/b. Those that wait at a
   * time begin with one another, so that they are no more than a name has characters.
   */
  void addFolder(String name) {
    folders.add(name + '/');
  }

  /** The most names that were held at a time, but for those of {@link #addFolder}. */
  int mostHeld() {
    return mostHeld;
  }

  private void read() throws IOException {
    complete = true;
    if (last.isEmpty()) {
      folder.forEach(this::keepIfNext);
    } else {
      readAgain();
    }
    if (!names.isEmpty()) {
      last = names.last();
    }
  }

  /** Keeps more each time, lest many empty directories have it read for every few of them. */
  private void readAgain() throws IOException {
    most = Math.min(2 * most, MOST_KEPT);
    try (var again = folder.openChild(".")) {
      again.forEach(this::keepIfNext);
    }
  }

  private void keepIfNext(String name) {
    if (NameOrder.BY_CODE_POINT.compare(name, last) <= 0 || !wanted.test(name)) {
      return;
    }
    names.add(name);
    mostHeld = Math.max(mostHeld, names.size());
    if (names.size() > most) {
      names.pollLast();
      complete = false;
    }
  }
}
