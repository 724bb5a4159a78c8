package io.outrigger.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outrigger.runtime.component.ComponentCatalog;
import io.outrigger.runtime.config.ConfigException;
import io.outrigger.runtime.config.ConfigReader;
import io.outrigger.runtime.config.Environment;
import io.outrigger.runtime.config.InstanceConfig;
import io.outrigger.spi.DataSize;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Configs as users have them: of Layotto, and our own. */
final class S3ConfigTest {

  private static final String METADATA =
      "\"endpoint\": \"127.0.0.1:9000\", \"accessKeyID\": \"id\", \"accessKeySecret\": \"secret\"";

  @ParameterizedTest
  @CsvSource({
    "aws.s3, aws.s3",
    "awsOSS, aws.s3",
    "minio, minio",
    "minioOSS, minio",
    "aliyun.oss, aliyun.oss",
    "aliOSS, aliyun.oss"
  })
  void each_name_of_a_type_is_known_in_each_form(String name, String type) {
    var typed =
        mosn("\"demo\": {\"type\": \"%s\", \"metadata\": [{%s}]}".formatted(name, METADATA));
    var byKey = mosn("\"%s\": {\"metadata\": [{%s}]}".formatted(name, METADATA));

    for (var config : List.of(own(name, METADATA), typed, byKey)) {
      assertThat(read(config).descriptor().type()).as(config).isEqualTo(type);
    }
  }

  @Test
  void the_keys_of_layotto_are_read() {
    var settings =
        settings(
            """
            "endpoint": "minio:9000", "accessKeyID": "id", "accessKeySecret": "secret",
            "region": "us-east-1", "SSL": true
            """);

    assertThat(settings.endpoint()).isEqualTo("minio:9000");
    assertThat(settings.accessKeyId().reveal()).isEqualTo("id");
    assertThat(settings.accessKeySecret().reveal()).isEqualTo("secret");
    assertThat(settings.region()).isEqualTo("us-east-1");
    assertThat(settings.ssl()).contains(true);
  }

  @Test
  void what_is_not_given_has_its_default() {
    var settings = settings(METADATA);

    assertThat(settings.ssl()).isEmpty();
    assertThat(settings.pathStyle()).isEmpty();
    assertThat(settings.bucket()).isEmpty();
    assertThat(settings.partSize()).isEqualTo(DataSize.ofMebibytes(8));
    assertThat(settings.connectTimeout()).isEqualTo(Duration.ofSeconds(2));
    assertThat(settings.socketTimeout()).isEqualTo(Duration.ofSeconds(30));
    assertThat(settings.maxConnections()).isEqualTo(256);
  }

  @Test
  void our_own_keys_are_read() {
    var settings =
        settings(
            METADATA
                + """
                , "bucket": "files", "path_style": "false", "part_size": "16MiB",
                "sessionToken": "token", "connect_timeout": "1s", "socket_timeout": "1m",
                "max_connections": 8
                """);

    assertThat(settings.bucket()).isEqualTo("files");
    assertThat(settings.pathStyle()).isEqualTo(Optional.of(false));
    assertThat(settings.partSize()).isEqualTo(DataSize.ofMebibytes(16));
    assertThat(settings.sessionToken().reveal()).isEqualTo("token");
    assertThat(settings.socketTimeout()).isEqualTo(Duration.ofMinutes(1));
    assertThat(settings.maxConnections()).isEqualTo(8);
  }

  @Test
  void several_endpoints_have_settings_each() {
    var config =
        read(
            mosn(
                "\"minioOSS\": {\"metadata\": [{%s}, {%s}]}"
                    .formatted(METADATA, METADATA.replace("9000", "9001"))));

    assertThat(config.parts())
        .map(part -> ((S3Settings) part.with(Map.of())).endpoint())
        .containsExactly("127.0.0.1:9000", "127.0.0.1:9001");
  }

  @Test
  void what_contradicts_itself_is_a_problem_of_the_config() {
    assertThatThrownBy(() -> settings(METADATA + ", \"part_size\": \"1MiB\""))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("part_size: 1MiB (expected: 5MiB to 1024MiB)");
  }

  @Test
  void a_misspelt_key_is_a_problem_with_a_suggestion() {
    assertThatThrownBy(() -> settings(METADATA + ", \"pathstyle\": true"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("path_style");
  }

  private static S3Settings settings(String keys) {
    return (S3Settings) read(own("minio", keys)).settings().with(Map.of());
  }

  private static String own(String type, String keys) {
    return "{\"components\": {\"file\": {\"demo\": {\"type\": \"%s\", %s}}}}".formatted(type, keys);
  }

  private static String mosn(String file) {
    return """
    {"servers": [{"listeners": [{"address": "127.0.0.1:34904", "filter_chains": [{"filters": [
      {"type": "grpc", "config": {"grpc_config": {"file": {%s}}}}]}]}]}]}
    """
        .formatted(file);
  }

  private static InstanceConfig read(String config) {
    var catalog = ComponentCatalog.of(List.of(new S3Components()));
    var read =
        new ConfigReader(catalog, Environment.of(Map.of()))
            .read("test.json", config.getBytes(StandardCharsets.UTF_8));
    return read.instances().getFirst();
  }
}
