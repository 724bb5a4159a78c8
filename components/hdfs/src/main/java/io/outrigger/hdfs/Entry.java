package io.outrigger.hdfs;

import org.apache.hadoop.hdfs.protocol.HdfsFileStatus;

/**
 * What stands in a directory.
 *
 * @param stored its name as HDFS keeps it
 * @param status the facts about it
 */
record Entry(String stored, HdfsFileStatus status) {

  /** Its name as callers know it. */
  String name() {
    return StoredNames.given(stored);
  }

  boolean isDirectory() {
    return status.isDirectory();
  }

  boolean isFile() {
    return !status.isDirectory() && !status.isSymlink();
  }
}
