package io.outrigger.hdfs;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.hdfs.DistributedFileSystem;
import org.apache.hadoop.hdfs.HdfsConfiguration;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.apache.hadoop.hdfs.MiniDFSNNTopology;
import org.apache.hadoop.hdfs.protocol.ExtendedBlock;
import org.apache.hadoop.hdfs.protocol.LocatedBlock;
import org.apache.hadoop.hdfs.server.datanode.DataNode;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** A real NameNode and a real DataNode in this process, with ports of the system's choice. */
final class MiniCluster implements AutoCloseable {

  /** The user that may do everything: whoever runs the tests. */
  static final String SUPERUSER = System.getProperty("user.name");

  private static final short OPEN_TO_ALL = 0777;

  private final MiniDFSCluster cluster;
  private final DistributedFileSystem files;

  private MiniDFSCluster.@Nullable DataNodeProperties stopped;

  private MiniCluster(MiniDFSCluster cluster) throws IOException {
    this.cluster = cluster;
    files = cluster.getFileSystem(0);
  }

  /** Starts one NameNode. */
  static MiniCluster start() throws IOException {
    return start(new HdfsConfiguration());
  }

  /** Starts one NameNode, with more configuration. */
  static MiniCluster start(Configuration configuration) throws IOException {
    var cluster = builder(configuration).build();
    cluster.waitActive();
    return opened(cluster);
  }

  /** Starts two NameNodes, of which the first is active. */
  static MiniCluster startPair() throws IOException {
    var cluster =
        builder(new HdfsConfiguration()).nnTopology(MiniDFSNNTopology.simpleHATopology()).build();
    cluster.waitActive();
    cluster.transitionToActive(0);
    return opened(cluster);
  }

  private static MiniCluster opened(MiniDFSCluster cluster) throws IOException {
    var opened = new MiniCluster(cluster);
    opened.files.setPermission(new org.apache.hadoop.fs.Path("/"), new FsPermission(OPEN_TO_ALL));
    return opened;
  }

  private static MiniDFSCluster.Builder builder(Configuration configuration) throws IOException {
    ((Logger) LoggerFactory.getLogger("org.apache.hadoop")).setLevel(Level.OFF);
    ((Logger) LoggerFactory.getLogger("BlockStateChange")).setLevel(Level.OFF);
    ((Logger) LoggerFactory.getLogger("SecurityLogger")).setLevel(Level.OFF);
    ((Logger) LoggerFactory.getLogger("org.eclipse.jetty")).setLevel(Level.OFF);
    configuration.set("hdfs.minidfs.basedir", directory().toString());
    configuration.setInt("dfs.replication", 1);
    configuration.setInt("dfs.namenode.fs-limits.min-block-size", 1024);
    configuration.setInt("dfs.heartbeat.interval", 1);
    configuration.setInt("dfs.namenode.redundancy.interval.seconds", 1);
    configuration.setInt("ipc.client.connect.retry.interval", 100);
    configuration.setInt("ipc.client.connect.max.retries", 100);
    return new MiniDFSCluster.Builder(configuration).numDataNodes(1);
  }

  private static Path directory() throws IOException {
    return Files.createTempDirectory(Path.of("target"), "hdfs").toAbsolutePath();
  }

  /** Where a NameNode is, as {@code host:port}. */
  String address(int nameNode) {
    return "localhost:" + cluster.getNameNodePort(nameNode);
  }

  /** Where the only NameNode is. */
  String address() {
    return address(0);
  }

  /** What the superuser sees, by Hadoop's own client. */
  DistributedFileSystem files() {
    return files;
  }

  /** Ends the DataNode at once, which the NameNode does not know then. */
  void killDataNode() {
    stopped = cluster.stopDataNode(0);
  }

  /** Starts the DataNode again, if it was ended. */
  void reviveDataNode() throws IOException {
    if (stopped != null) {
      cluster.restartDataNode(stopped, true);
      stopped = null;
      cluster.waitActive();
      cluster.triggerHeartbeats();
    }
  }

  /** Ends the NameNode. */
  void killNameNode() {
    cluster.shutdownNameNode(0);
  }

  /** Makes one NameNode of two the active one. */
  void activate(int nameNode) throws IOException {
    cluster.transitionToStandby(1 - nameNode);
    cluster.transitionToActive(nameNode);
  }

  /** Makes a NameNode a standby. */
  void deactivate(int nameNode) throws IOException {
    cluster.transitionToStandby(nameNode);
  }

  /** Starts the NameNode again, at its port. */
  void reviveNameNode() throws IOException {
    cluster.restartNameNode(0, true);
  }

  /** The blocks of a file. */
  List<ExtendedBlock> blocksOf(String path) throws IOException {
    return files.getClient().getLocatedBlocks(path, 0, Long.MAX_VALUE).getLocatedBlocks().stream()
        .map(LocatedBlock::getBlock)
        .toList();
  }

  /** True when the DataNode has the file of a block. */
  boolean hasOnDisk(ExtendedBlock block) {
    var file = cluster.getBlockFile(0, block);
    return file != null && file.exists();
  }

  MiniDFSCluster cluster() {
    return cluster;
  }

  DataNode dataNode() {
    return cluster.getDataNodes().getFirst();
  }

  @Override
  public void close() {
    cluster.shutdown(true, true);
  }
}
