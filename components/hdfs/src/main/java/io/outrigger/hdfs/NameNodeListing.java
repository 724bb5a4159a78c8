package io.outrigger.hdfs;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.stream.Stream;
import org.apache.hadoop.hdfs.DFSClient;

/** Reads directories of a root from its NameNode. Safe for use by many threads. */
final class NameNodeListing implements Batches.Source {

  private final DFSClient client;
  private final Root root;

  NameNodeListing(DFSClient client, Root root) {
    this.client = client;
    this.root = root;
  }

  /**
   * Reads.
   *
   * @param directory below the root, with a slash at its end; empty for the root
   */
  @Override
  public Batch read(String directory, Position from) throws IOException {
    var path = root.pathOfDirectory(directory);
    var listing = client.listPaths(path, from.startAfter(), false);
    if (listing == null) {
      throw new FileNotFoundException(path);
    }
    var entries =
        Stream.of(listing.getPartialListing())
            .map(status -> new Entry(status.getLocalName(), status))
            .toList();
    if (entries.stream().anyMatch(entry -> entry.stored().isEmpty())) {
      throw new FileNotFoundException(path + " is a file");
    }
    return new Batch(from, entries, !listing.hasMore());
  }
}
