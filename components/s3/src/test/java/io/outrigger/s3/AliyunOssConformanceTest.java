package io.outrigger.s3;

import io.outrigger.s3.server.AsProxy;
import io.outrigger.s3.server.Front;
import io.outrigger.s3.server.SettingsOf;
import io.outrigger.s3.server.TestS3;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** With the bucket in the name of the host, as Aliyun OSS wants it. */
final class AliyunOssConformanceTest extends InMemoryConformance {

  private AsProxy proxy;

  @BeforeEach
  void setProxy() {
    proxy = AsProxy.of(server().front());
  }

  @AfterEach
  void unsetProxy() {
    proxy.close();
  }

  @Override
  protected String type() {
    return "aliyun.oss";
  }

  @Override
  protected Record settings() {
    return SettingsOf.endpoint("http://" + Front.DOMAIN).with("bucket", TestS3.BUCKET).build();
  }

  /** {@link MinioConformanceTest} has all of them. */
  @Override
  protected int listedFiles() {
    return 250;
  }
}
