package io.outrigger.hdfs;

import io.outrigger.spi.file.FileFacts;
import java.time.Instant;
import java.util.Map;
import org.apache.hadoop.hdfs.protocol.HdfsFileStatus;

/** The facts about a file that callers are told. */
final class Facts {

  private Facts() {}

  /** The facts about the file or directory {@code name}. */
  static FileFacts of(String name, HdfsFileStatus status) {
    return new FileFacts(
        name,
        status.getLen(),
        Instant.ofEpochMilli(status.getModificationTime()),
        Map.of(
            "etag", etag(status),
            "owner", status.getOwner(),
            "group", status.getGroup(),
            "permission", status.getPermission().toString(),
            "IsDir", Boolean.toString(status.isDirectory())));
  }

  /** Another after each put, which makes a new file, and after what others append. */
  private static String etag(HdfsFileStatus status) {
    return "%x-%x-%x".formatted(status.getFileId(), status.getModificationTime(), status.getLen());
  }
}
