package io.outrigger.dist;

import io.outrigger.testkit.backend.BackendProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/** A type of file store: its config in the distribution, and the server that it is tested with. */
enum FileBackend {
  HDFS("hdfs", "io.outrigger.hdfs.HdfsMain", "file-hdfs.json", "512m"),
  S3("s3", "io.outrigger.s3.server.S3Main", "file-aws-s3.json", "256m"),
  MINIO("s3", "io.outrigger.s3.server.S3Main", "file-minio.json", "256m"),
  ALIYUN("s3", "io.outrigger.s3.server.S3Main", "file-aliyun-oss.json", "256m"),
  QINIU("qiniu", "io.outrigger.qiniu.server.QiniuMain", "file-qiniu.json", "256m"),
  TENCENT_COS(
      "tencent-cos", "io.outrigger.tencentcos.server.CosMain", "file-tencent-cos.json", "256m");

  private final String module;
  private final String main;
  private final String config;
  private final String heap;

  FileBackend(String module, String main, String config, String heap) {
    this.module = module;
    this.main = main;
    this.config = config;
    this.heap = heap;
  }

  /** Starts the server. */
  BackendProcess start() throws IOException {
    return BackendProcess.start(Repository.component(module), main, heap);
  }

  /**
   * Starts the server for large files: it may verify less, to hold less in memory, or have the
   * memory to hold them.
   */
  BackendProcess startForLargeFiles() throws IOException {
    return BackendProcess.start(Repository.component(module), main, "6g", "bare");
  }

  /** Starts a sidecar by the type's config, with the variables of its server and others. */
  SidecarProcess sidecar(Path directory, BackendProcess backend, String... variables)
      throws IOException {
    var all = Arrays.copyOf(variables, variables.length + backend.variables().size());
    for (int i = 0; i < backend.variables().size(); i++) {
      all[variables.length + i] = backend.variables().get(i);
    }
    return SidecarProcess.start(directory, Standalone.config(config, directory), all);
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
