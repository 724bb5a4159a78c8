package io.outrigger.tencentcos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outrigger.runtime.component.ComponentCatalog;
import io.outrigger.runtime.config.ConfigReader;
import io.outrigger.runtime.config.Environment;
import io.outrigger.spi.DataSize;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CosSettingsTest {

  private static final String BUCKET_URL = "https://files-1250000000.cos.ap-guangzhou.myqcloud.com";

  @ParameterizedTest
  @CsvSource({
    "https://files-1250000000.cos.ap-guangzhou.myqcloud.com, files-1250000000, ap-guangzhou",
    "HTTPS://Files-1250000000.COS.ap-guangzhou.myqcloud.com/, files-1250000000, ap-guangzhou",
    "https://a-b-1.cos.eu-frankfurt.tencentcos.cn, a-b-1, eu-frankfurt",
    "https://a-1.cos-internal.ap-beijing.tencentcos.cn, a-1, ap-beijing",
    "https://a-1.cos.accelerate.myqcloud.com, a-1, accelerate"
  })
  void the_url_of_a_bucket_tells_all(String url, String bucket, String region) {
    var cos = CosEndpoint.of(url, "", "");

    assertThat(cos.bucket()).isEqualTo(bucket);
    assertThat(cos.region()).isEqualTo(region);
    assertThat(cos.secure()).isTrue();
    assertThat(cos.host()).isEqualTo(cos.address()).startsWith(bucket + ".cos");
  }

  @Test
  void what_the_url_tells_may_be_told_again() {
    assertThat(CosEndpoint.of(BUCKET_URL, "files-1250000000", "ap-guangzhou"))
        .isEqualTo(CosEndpoint.of(BUCKET_URL, "", ""));
  }

  @Test
  void a_domain_of_ones_own_is_what_cos_is_called() {
    var cos = CosEndpoint.of("http://files.example.com:8080", "", "");

    assertThat(cos.secure()).isFalse();
    assertThat(cos.address()).isEqualTo("files.example.com:8080");
    assertThat(cos.host()).isEqualTo("files.example.com:8080");
  }

  @Test
  void another_way_to_a_bucket_leaves_it_its_name() {
    var cos = CosEndpoint.of("http://10.0.0.7:80", "files-1250000000", "ap-guangzhou");

    assertThat(cos.address()).isEqualTo("10.0.0.7:80");
    assertThat(cos.host()).isEqualTo("files-1250000000.cos.ap-guangzhou.myqcloud.com");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "files-1250000000.cos.ap-guangzhou.myqcloud.com",
        "127.0.0.1:9000",
        "ftp://files.example.com",
        "https://",
        "https://files.example.com/path",
        "https://files.example.com?query",
        "https://user@files.example.com",
        "https://files example.com"
      })
  void what_is_no_url_of_a_host_is_refused(String endpoint) {
    assertThatThrownBy(() -> TestSettings.of(endpoint).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "endpoint: \""
                + endpoint
                + "\" (expected: https://<bucket>-<appid>.cos.<region>.myqcloud.com");
  }

  @ParameterizedTest
  @CsvSource({
    "files-1250000000, '', region: \"\"",
    "'', ap-guangzhou, bucket: \"\"",
    "files, ap-guangzhou, bucket: \"files\"",
    "files-1, ap.guangzhou, region: \"ap.guangzhou\""
  })
  void a_bucket_and_its_region_go_together(String bucket, String region, String message) {
    assertThatThrownBy(() -> TestSettings.of("http://a").bucket(bucket, region).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void another_bucket_than_that_of_the_url_is_refused() {
    assertThatThrownBy(() -> TestSettings.of(BUCKET_URL).bucket("other-1", "").build())
        .hasMessage("bucket: \"other-1\" (expected: files-1250000000, as endpoint says, or none)");
  }

  @Test
  void a_key_is_needed() {
    assertThatThrownBy(() -> TestSettings.of(BUCKET_URL).id("").build())
        .hasMessage("accessKeyID: empty (expected: that of an API key)");
    assertThatThrownBy(() -> TestSettings.of(BUCKET_URL).secret(" ").build())
        .hasMessage("accessKeySecret: empty (expected: that of an API key)");
  }

  @ParameterizedTest
  @ValueSource(longs = {0, (1 << 20) - 1, (1L << 30) + 1})
  void a_part_has_a_size_that_cos_and_memory_can_bear(long bytes) {
    assertThatThrownBy(() -> TestSettings.of(BUCKET_URL).partSize(DataSize.ofBytes(bytes)).build())
        .hasMessageStartingWith("part_size: ")
        .hasMessageEndingWith("(expected: from 1MiB to 1024MiB)");
  }

  @Test
  void limits_are_positive() {
    assertThatThrownBy(() -> TestSettings.of(BUCKET_URL).timeout(Duration.ZERO).build())
        .hasMessageStartingWith("timeout: PT0S");
    assertThatThrownBy(() -> TestSettings.of(BUCKET_URL).connectTimeout(Duration.ZERO).build())
        .hasMessageStartingWith("connect_timeout: PT0S");
    assertThatThrownBy(() -> TestSettings.of(BUCKET_URL).maxConnections(0).build())
        .hasMessage("max_connections: 0 (expected: >= 1)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tencent.oss", "tencentCloudOSS"})
  void a_short_config_is_read(String type) {
    var settings =
        read(
            """
            {"components": {"file": {"demo": {"type": "%s", "endpoint": "%s",
              "accessKeyID": "id", "accessKeySecret": "secret"}}}}
            """
                .formatted(type, BUCKET_URL));

    assertThat(settings.accessKeySecret().reveal()).isEqualTo("secret");
    assertThat(settings.timeout()).isEqualTo(Duration.ofSeconds(30));
    assertThat(settings.partSize()).isEqualTo(DataSize.ofMebibytes(8));
    assertThat(settings.toString()).doesNotContain("secret=secret", "\"secret\"");
  }

  @Test
  void the_keys_are_those_of_layotto_and_ours() {
    var settings =
        read(
            """
            {"components": {"file": {"demo": {"type": "tencent.oss", "endpoint": "http://cos:80",
              "accessKeyID": "id", "accessKeySecret": "secret", "sessionToken": "token",
              "timeout": 100000, "bucket": "files-1", "region": "ap-beijing",
              "connect_timeout": "1s", "part_size": "16MiB", "max_connections": 8}}}}
            """);

    assertThat(settings.timeout()).isEqualTo(Duration.ofSeconds(100));
    assertThat(settings.sessionToken().reveal()).isEqualTo("token");
    assertThat(settings.partBytes()).isEqualTo(16 << 20);
    assertThat(settings.cos().host()).isEqualTo("files-1.cos.ap-beijing.myqcloud.com");
  }

  @Test
  void the_sample_config_leads_to_a_bucket_and_can_lead_elsewhere() throws IOException {
    var sample = Files.readString(Path.of("../../configs/file-tencent-cos.json"));
    var elsewhere =
        Map.of(
            "COS_ENDPOINT", "http://127.0.0.1:9000",
            "COS_BUCKET", "files-1250000000",
            "COS_REGION", "ap-beijing");

    assertThat(read(sample).cos()).isEqualTo(CosEndpoint.of(BUCKET_URL, "", ""));
    assertThat(read(sample, elsewhere).cos().host())
        .isEqualTo("files-1250000000.cos.ap-beijing.myqcloud.com");
  }

  private static CosSettings read(String config) {
    return read(config, Map.of());
  }

  private static CosSettings read(String config, Map<String, String> environment) {
    var catalog = ComponentCatalog.of(List.of(new TencentCosComponents()));
    var read =
        new ConfigReader(catalog, Environment.of(environment))
            .read("test.json", config.getBytes(StandardCharsets.UTF_8));
    return (CosSettings) read.instances().getFirst().settings().with(Map.of());
  }
}
