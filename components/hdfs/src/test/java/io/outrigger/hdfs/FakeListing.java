package io.outrigger.hdfs;

import java.io.FileNotFoundException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.hdfs.protocol.HdfsFileStatus;

/** Files that are listed as a NameNode does, in small batches; counts them. */
final class FakeListing implements Batches.Source {

  private final TreeSet<String> files = new TreeSet<>();
  private final int batch;
  private int reads;

  /** Lists so many at once. */
  FakeListing(Collection<String> names, int batch) {
    files.addAll(names);
    this.batch = batch;
  }

  int reads() {
    return reads;
  }

  @Override
  public Batch read(String directory, Position from) throws FileNotFoundException {
    reads++;
    var children = children(directory);
    if (children.isEmpty()) {
      throw new FileNotFoundException(directory);
    }
    var left = children.stream().filter(from::isBefore).toList();
    var some = left.stream().limit(batch).map(name -> entry(directory, name)).toList();
    return new Batch(from, some, some.size() == left.size());
  }

  /** The names in a directory, in the order of their bytes with a sign. */
  private List<String> children(String directory) {
    return files.stream()
        .filter(file -> file.startsWith(directory))
        .map(file -> file.substring(directory.length()).split("/", 2)[0])
        .distinct()
        .map(StoredNames::stored)
        .sorted(Comparator.comparing(FakeListing::bytes, SignedBytes.ORDER))
        .toList();
  }

  private static byte[] bytes(String name) {
    return name.getBytes(StandardCharsets.UTF_8);
  }

  private Entry entry(String directory, String stored) {
    boolean isFile = files.contains(directory + StoredNames.given(stored));
    var status =
        new HdfsFileStatus.Builder()
            .isdir(!isFile)
            .path(bytes(stored))
            .owner("owner")
            .group("group")
            .perm(FsPermission.getFileDefault())
            .build();
    return new Entry(stored, status);
  }
}
