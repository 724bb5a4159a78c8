package io.outrigger.s3;

final class MinioConformanceTest extends InMemoryConformance {

  @Override
  protected String type() {
    return "minio";
  }

  @Override
  protected Record settings() {
    return server().settings().build();
  }
}
