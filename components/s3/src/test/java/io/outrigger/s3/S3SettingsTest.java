package io.outrigger.s3;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.outrigger.s3.server.SettingsOf;
import io.outrigger.spi.DataSize;
import io.outrigger.spi.Secret;
import io.outrigger.testkit.TestContext;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class S3SettingsTest {

  @Test
  void a_key_without_its_secret_is_refused() {
    refused("accessKeySecret", Secret.of(""), "accessKeyID, accessKeySecret: one of them");
    refused("accessKeyId", Secret.of(""), "accessKeyID, accessKeySecret: one of them");
  }

  @Test
  void a_session_token_without_a_key_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SettingsOf.nothing().with("sessionToken", Secret.of("token")).build())
        .withMessageStartingWith("sessionToken: without accessKeyID");
  }

  @ParameterizedTest
  @ValueSource(longs = {0, (5 << 20) - 1, (1 << 30) + 1})
  void a_part_that_is_too_small_or_too_large_is_refused(long bytes) {
    refused("partSize", DataSize.ofBytes(bytes), "part_size: ");
  }

  @ParameterizedTest
  @ValueSource(longs = {5 << 20, 1 << 30})
  void the_smallest_and_the_largest_part_are_taken(long bytes) {
    assertThatNoException()
        .isThrownBy(() -> endpoint().with("partSize", DataSize.ofBytes(bytes)).build());
  }

  @Test
  void a_time_that_is_none_is_refused() {
    refused("connectTimeout", Duration.ZERO, "connect_timeout: ");
    refused("socketTimeout", Duration.ofDays(25), "socket_timeout: ");
  }

  @Test
  void no_connections_are_refused() {
    refused("maxConnections", 0, "max_connections: 0 (expected: >= 1)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "a/b", "a b", "-ab", "a..b", "文件件", "arn:aws:s3:::x"})
  void what_is_no_bucket_is_refused(String bucket) {
    refused("bucket", bucket, "bucket: \"" + bucket + '"');
  }

  @ParameterizedTest
  @EnumSource(
      value = Flavor.class,
      names = {"MINIO", "ALIYUN"})
  void all_but_aws_need_a_key(Flavor flavor) {
    var settings = SettingsOf.nothing().with("endpoint", "host").build();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new S3FileStore(flavor, settings, new TestContext()))
        .withMessageStartingWith("accessKeyID, accessKeySecret: missing");
  }

  @Test
  void aws_needs_none() {
    var settings = SettingsOf.nothing().with("region", "eu-west-1").build();

    assertThatNoException()
        .isThrownBy(() -> new S3FileStore(Flavor.AWS, settings, new TestContext()));
  }

  private static void refused(String component, Object value, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> endpoint().with(component, value).build())
        .withMessageStartingWith(message);
  }

  private static SettingsOf endpoint() {
    return SettingsOf.endpoint("127.0.0.1:9000");
  }
}
