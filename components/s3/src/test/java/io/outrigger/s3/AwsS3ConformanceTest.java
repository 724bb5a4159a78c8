package io.outrigger.s3;

import io.outrigger.s3.server.TestS3;
import io.outrigger.spi.DataSize;

/** With smaller parts, so that more of the suite's files have several. */
final class AwsS3ConformanceTest extends InMemoryConformance {

  @Override
  protected String type() {
    return "aws.s3";
  }

  @Override
  protected Record settings() {
    return server()
        .settings()
        .with("bucket", TestS3.BUCKET)
        .with("partSize", DataSize.ofMebibytes(5))
        .build();
  }

  /** {@link MinioConformanceTest} has all of them. */
  @Override
  protected int listedFiles() {
    return 250;
  }
}
