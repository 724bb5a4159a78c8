package io.outrigger.tencentcos;

import io.outrigger.spi.DataSize;
import io.outrigger.spi.Secret;
import io.outrigger.tencentcos.server.LocalCos;
import java.time.Duration;

/** Makes settings in which a test names only what matters to it. For use by one thread. */
final class TestSettings {

  private final String endpoint;
  private String id = LocalCos.ID;
  private String secret = LocalCos.SECRET;
  private String token = "";
  private Duration timeout = Duration.ofSeconds(20);
  private Duration connectTimeout = Duration.ofSeconds(5);
  private String bucket = "";
  private String region = "";
  private DataSize partSize = DataSize.ofMebibytes(1);
  private int maxConnections = 256;

  private TestSettings(String endpoint) {
    this.endpoint = endpoint;
  }

  /** The settings of the bucket of a local COS, with the smallest parts. */
  static TestSettings of(LocalCos cos) {
    return of(cos.url()).bucket(LocalCos.BUCKET, LocalCos.REGION);
  }

  /** The settings of an endpoint. */
  static TestSettings of(String endpoint) {
    return new TestSettings(endpoint);
  }

  TestSettings id(String other) {
    id = other;
    return this;
  }

  TestSettings secret(String other) {
    secret = other;
    return this;
  }

  TestSettings token(String other) {
    token = other;
    return this;
  }

  TestSettings timeout(Duration other) {
    timeout = other;
    return this;
  }

  TestSettings connectTimeout(Duration other) {
    connectTimeout = other;
    return this;
  }

  TestSettings bucket(String otherBucket, String otherRegion) {
    bucket = otherBucket;
    region = otherRegion;
    return this;
  }

  TestSettings partSize(DataSize other) {
    partSize = other;
    return this;
  }

  TestSettings maxConnections(int other) {
    maxConnections = other;
    return this;
  }

  CosSettings build() {
    return new CosSettings(
        endpoint,
        Secret.of(id),
        Secret.of(secret),
        Secret.of(token),
        timeout,
        connectTimeout,
        bucket,
        region,
        partSize,
        maxConnections);
  }
}
