package io.outrigger.qiniu;

import io.outrigger.qiniu.server.LocalQiniu;
import io.outrigger.testkit.file.FileStoreConformance;
import org.junit.jupiter.api.AfterEach;

final class QiniuConformanceTest extends FileStoreConformance {

  private final LocalQiniu server = LocalQiniu.start().makePrivate();

  @Override
  protected String type() {
    return "qiniu.oss";
  }

  @Override
  protected Record settings() {
    return SettingsOf.server(server).with("privateBucket", true).build();
  }

  @Override
  protected int longestName() {
    return 750;
  }

  @AfterEach
  void close() {
    server.close();
  }
}
