package io.outrigger.tencentcos;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.tencentcos.server.LocalCos;
import io.outrigger.testkit.file.FileStoreConformance;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;

final class CosConformanceTest extends FileStoreConformance {

  private static final LocalCos COS = LocalCos.start();

  @AfterAll
  static void stop() {
    COS.close();
  }

  @AfterEach
  void noUploadIsLeft() {
    assertThat(COS.openUploads()).isZero();
  }

  @Override
  protected String type() {
    return "tencent.oss";
  }

  /** With parts so small that the larger files of the suite have several. */
  @Override
  protected Record settings() {
    return TestSettings.of(COS).build();
  }

  @Override
  protected int longestName() {
    return CosFileStore.LONGEST_NAME;
  }
}
