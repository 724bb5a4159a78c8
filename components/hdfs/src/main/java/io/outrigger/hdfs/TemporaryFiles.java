package io.outrigger.hdfs;

import io.outrigger.spi.ComponentException;
import io.outrigger.spi.ErrorCode;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FsServerDefaults;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.hdfs.DFSClient;
import org.apache.hadoop.hdfs.DFSOutputStream;
import org.apache.hadoop.hdfs.protocol.HdfsFileStatus;
import org.apache.hadoop.security.AccessControlException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The unfinished files of a root: in {@value FileName#RESERVED}, where each user has a directory
 * that others cannot look into. Safe for use by many threads.
 *
 * <p>Several sidecars may share a root. A file that somebody still writes is open for HDFS, and
 * nobody touches it; that of a crashed writer is closed by HDFS when its lease has ended, 20
 * minutes later unless the cluster is told otherwise. So what has been closed for {@link #AGE} is
 * nobody's.
 */
final class TemporaryFiles {

  /** How long a closed file is left alone. */
  static final Duration AGE = Duration.ofHours(1);

  private static final Logger LOG = LoggerFactory.getLogger(TemporaryFiles.class);

  private static final FsPermission OF_ALL = new FsPermission((short) 01777);
  private static final FsPermission OF_USER = new FsPermission((short) 0700);

  private final HdfsConnection connection;
  private final String all;
  private final HdfsSettings settings;

  /** The paths of the files that are being written, and of those that could not be removed. */
  private final Set<String> own = ConcurrentHashMap.newKeySet();

  private final Set<String> leftovers = ConcurrentHashMap.newKeySet();

  TemporaryFiles(HdfsConnection connection, Root root, HdfsSettings settings) {
    this.connection = connection;
    this.settings = settings;
    all = root.path() + '/' + FileName.RESERVED;
  }

  /** The client that writes them. */
  DFSClient client() {
    return connection.client();
  }

  /** True when a file could not be written on as there is no room for it. */
  boolean isFull(IOException failure) {
    try {
      var client = connection.client();
      long blockBytes = blockSize(client, client.getServerDefaults());
      return NoDataNode.isForWantOfRoom(client, failure, blockBytes);
    } catch (IOException | ComponentException e) {
      return false;
    }
  }

  /** Makes the directory of the user, unless it is there. */
  void prepare() throws IOException {
    var client = connection.client();
    if (client.getFileInfo(all) == null) {
      client.mkdirs(all, OF_ALL, true);
      client.setPermission(all, OF_ALL); // The mask of the user took some of it.
    }
    client.mkdirs(directory(), OF_USER, false);
  }

  /** Makes a file. */
  DFSOutputStream create(String path) throws IOException {
    own.add(path);
    try {
      return make(path);
    } catch (FileNotFoundException e) {
      prepare();
      return make(path);
    }
  }

  /** A path that no other file has. */
  String newPath() {
    return directory() + '/' + UUID.randomUUID();
  }

  private DFSOutputStream make(String path) throws IOException {
    var client = connection.client();
    var defaults = client.getServerDefaults();
    try {
      return client.create(
          path,
          FsPermission.getFileDefault(),
          EnumSet.of(CreateFlag.CREATE),
          false,
          replication(client, defaults),
          blockSize(client, defaults),
          null,
          0,
          null);
    } catch (AccessControlException e) {
      throw new ComponentException(
          ErrorCode.PERMISSION_DENIED,
          "%s: user %s may not write there (expected: a root where it may)"
              .formatted(directory(), connection.user()),
          e);
    }
  }

  private short replication(DFSClient client, FsServerDefaults ofCluster) {
    if (settings.replication().isPresent()) {
      return settings.replication().get().shortValue();
    }
    return settings.properties().containsKey("dfs.replication")
        ? client.getConf().getDefaultReplication()
        : ofCluster.getReplication();
  }

  private long blockSize(DFSClient client, FsServerDefaults ofCluster) {
    return settings.properties().containsKey("dfs.blocksize")
        ? client.getConf().getDefaultBlockSize()
        : ofCluster.getBlockSize();
  }

  /** Forgets a file that has got its name. */
  void published(String path) {
    own.remove(path);
  }

  /** Removes a file; tried again later when that fails. */
  void remove(String path) {
    try {
      var _ = connection.client().delete(path, false);
      leftovers.remove(path);
    } catch (IOException | ComponentException e) {
      LOG.debug("event=temporary_file_stays path={}", path, e);
      leftovers.add(path);
    }
    own.remove(path);
  }

  /** Removes what could not be removed before. */
  void removeLeftovers() {
    leftovers.forEach(this::remove);
  }

  /** Removes all that this instance is writing. */
  void removeOwn() {
    own.forEach(this::remove);
  }

  /** Removes what crashed sidecars of this user have left behind. */
  void sweep(Instant now) throws IOException {
    var from = HdfsFileStatus.EMPTY_NAME;
    while (true) {
      var listing = connection.client().listPaths(directory(), from, false);
      if (listing == null) {
        return;
      }
      for (var status : listing.getPartialListing()) {
        sweep(directory() + '/' + status.getLocalName(), now);
      }
      if (!listing.hasMore()) {
        return;
      }
      from = listing.getLastName();
    }
  }

  private void sweep(String path, Instant now) throws IOException {
    var client = connection.client();
    if (own.contains(path) || !isClosed(client, path)) {
      return;
    }
    // Asked for after it was closed, since only then the time is that of the end.
    var status = client.getFileInfo(path);
    if (status != null && modified(status).plus(AGE).isBefore(now)) {
      var _ = client.delete(path, false);
    }
  }

  private static boolean isClosed(DFSClient client, String path) throws IOException {
    try {
      return client.isFileClosed(path);
    } catch (FileNotFoundException e) {
      return false;
    }
  }

  private static Instant modified(HdfsFileStatus status) {
    return Instant.ofEpochMilli(status.getModificationTime());
  }

  private String directory() {
    return all + '/' + StoredNames.stored(connection.user());
  }
}
