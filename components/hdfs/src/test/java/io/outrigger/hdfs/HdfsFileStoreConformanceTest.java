package io.outrigger.hdfs;

import io.outrigger.testkit.file.FileStoreConformance;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;

/** Files in a real HDFS. */
@ExtendWith(SharedCluster.class)
final class HdfsFileStoreConformanceTest extends FileStoreConformance {

  private static HdfsSettings settings;

  @BeforeAll
  static void place(MiniCluster cluster) {
    settings = SettingsOf.cluster(cluster).with("root", "/conformance").build();
  }

  @Override
  protected String type() {
    return "hdfs";
  }

  @Override
  protected HdfsSettings settings() {
    return settings;
  }
}
