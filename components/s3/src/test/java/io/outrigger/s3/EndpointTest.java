package io.outrigger.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.outrigger.s3.server.SettingsOf;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EndpointTest {

  @ParameterizedTest
  @CsvSource({
    "MINIO, 127.0.0.1:9000, http://127.0.0.1:9000",
    "MINIO, minio, http://minio",
    "MINIO, https://minio:9000, https://minio:9000",
    "MINIO, http://minio:9000/, http://minio:9000/",
    "MINIO, [::1]:9000, http://[::1]:9000",
    "AWS, s3.eu-west-1.amazonaws.com, https://s3.eu-west-1.amazonaws.com",
    "AWS, http://localhost:4566, http://localhost:4566",
    "ALIYUN, oss-cn-hangzhou.aliyuncs.com, https://s3.oss-cn-hangzhou.aliyuncs.com",
    "ALIYUN, http://oss-cn-hangzhou-internal.aliyuncs.com,"
        + " http://s3.oss-cn-hangzhou-internal.aliyuncs.com",
    "ALIYUN, s3.oss-us-west-1.aliyuncs.com, https://s3.oss-us-west-1.aliyuncs.com",
    "ALIYUN, files.example.com, https://files.example.com",
    "MINIO, oss-cn-hangzhou.aliyuncs.com, http://oss-cn-hangzhou.aliyuncs.com"
  })
  void an_endpoint_is_an_address(Flavor flavor, String text, URI uri) {
    assertThat(of(flavor, SettingsOf.endpoint(text)).uri()).contains(uri);
  }

  @ParameterizedTest
  @CsvSource({"MINIO, true, https", "MINIO, false, http", "AWS, false, http", "AWS, true, https"})
  void ssl_says_what_an_endpoint_without_a_scheme_speaks(
      Flavor flavor, boolean ssl, String scheme) {
    var settings = SettingsOf.endpoint("host:1").with("ssl", Optional.of(ssl));

    assertThat(of(flavor, settings).uri()).contains(URI.create(scheme + "://host:1"));
  }

  @Test
  void a_scheme_counts_more_than_ssl() {
    var settings = SettingsOf.endpoint("http://host:1").with("ssl", Optional.of(true));

    assertThat(of(Flavor.MINIO, settings).uri()).contains(URI.create("http://host:1"));
  }

  @ParameterizedTest
  @CsvSource({
    "s3.eu-west-1.amazonaws.com, eu-west-1",
    "s3-eu-west-1.amazonaws.com, eu-west-1",
    "s3.dualstack.us-gov-west-1.amazonaws.com, us-gov-west-1",
    "s3.cn-north-1.amazonaws.com.cn, cn-north-1",
    "s3.amazonaws.com, us-east-1",
    "oss-cn-hangzhou.aliyuncs.com, cn-hangzhou",
    "s3.oss-cn-hangzhou-internal.aliyuncs.com, cn-hangzhou",
    "127.0.0.1:9000, us-east-1"
  })
  void the_region_is_that_which_the_endpoint_names(String endpoint, String region) {
    assertThat(of(Flavor.ALIYUN, SettingsOf.endpoint(endpoint)).region()).isEqualTo(region);
  }

  @Test
  void the_region_that_is_given_counts_more() {
    var settings = SettingsOf.endpoint("s3.eu-west-1.amazonaws.com").with("region", "eu-west-2");

    assertThat(of(Flavor.AWS, settings).region()).isEqualTo("eu-west-2");
  }

  @Test
  void aws_needs_no_endpoint_in_a_region() {
    var settings = SettingsOf.endpoint("").with("region", "eu-west-1");

    assertThat(of(Flavor.AWS, settings))
        .isEqualTo(new Endpoint(Optional.empty(), "eu-west-1", false));
  }

  @Test
  void aws_needs_one_of_endpoint_and_region() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of(Flavor.AWS, SettingsOf.endpoint("")))
        .withMessageContaining("endpoint, region: both are missing");
  }

  @ParameterizedTest
  @EnumSource(
      value = Flavor.class,
      names = {"MINIO", "ALIYUN"})
  void the_others_need_an_endpoint(Flavor flavor) {
    var settings = SettingsOf.endpoint(" ").with("region", "eu-west-1");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> of(flavor, settings))
        .withMessageStartingWith("endpoint: missing");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tcp:127.0.0.1:9000",
        "ftp://host",
        "http://",
        "host:port",
        "host/path",
        "http://host/bucket",
        "http://host?x=y",
        "two words",
        "under_score:9000"
      })
  void what_is_no_address_is_refused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of(Flavor.MINIO, SettingsOf.endpoint(text)))
        .withMessageContaining("endpoint: \"" + text + "\" (expected: host, host:port");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://ann:secret@host", "ann:secret@host", "ann:se cret@host"})
  void a_password_in_an_endpoint_is_not_shown(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of(Flavor.MINIO, SettingsOf.endpoint(text)))
        .satisfies(e -> assertThat(e.toString() + e.getCause()).doesNotContain("cret"));
  }

  private static Endpoint of(Flavor flavor, SettingsOf settings) {
    return Endpoint.of(flavor, settings.build());
  }
}
