package io.outrigger.hdfs;

/**
 * The directory that holds the files of a store, and the way from their names to paths of HDFS.
 *
 * @param path without a slash at its end; empty for the root of the file system
 */
record Root(String path) {

  /**
   * The directory {@code root} below that of the endpoint.
   *
   * @throws IllegalArgumentException when HDFS can have no such directory
   */
  static Root of(Endpoint endpoint, String root) {
    if (!root.startsWith("/")) {
      throw new IllegalArgumentException("root: \"" + root + "\" (expected: a path from /)");
    }
    var path = endpoint.base() + root.replaceFirst("/+$", "");
    if (path.isEmpty()) {
      return new Root("");
    }
    try {
      return new Root('/' + StoredNames.stored(FileName.parse(path.substring(1)).toString()));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("root: " + e.getMessage(), e);
    }
  }

  /** The path of a file. */
  String pathOf(FileName name) {
    return path + '/' + StoredNames.stored(name.toString());
  }

  /** The path of the directory that a file is in. */
  String parentOf(FileName name) {
    var parents = String.join("/", name.parents());
    return parents.isEmpty() ? directory() : path + '/' + StoredNames.stored(parents);
  }

  /** The path of a directory in it, given with a slash at its end, or empty for itself. */
  String pathOfDirectory(String directory) {
    return directory.isEmpty()
        ? directory()
        : path + '/' + StoredNames.stored(directory.substring(0, directory.length() - 1));
  }

  /** Its own path. */
  String directory() {
    return path.isEmpty() ? "/" : path;
  }
}
