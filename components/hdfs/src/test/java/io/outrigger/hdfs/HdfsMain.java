package io.outrigger.hdfs;

import io.outrigger.testkit.backend.BackendConsole;
import java.util.Map;

/** A NameNode and a DataNode as a process of their own. */
final class HdfsMain {

  private HdfsMain() {}

  public static void main(String[] arguments) throws Exception {
    try (var cluster = MiniCluster.start()) {
      BackendConsole.run(
          Map.of("HDFS_ENDPOINT", "tcp:" + cluster.address(), "HDFS_USER", MiniCluster.SUPERUSER),
          Map.of());
    }
  }
}
