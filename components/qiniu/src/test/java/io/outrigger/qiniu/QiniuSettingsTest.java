package io.outrigger.qiniu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outrigger.runtime.component.ComponentCatalog;
import io.outrigger.runtime.config.ConfigException;
import io.outrigger.runtime.config.ConfigReader;
import io.outrigger.runtime.config.Environment;
import io.outrigger.spi.DataSize;
import io.outrigger.spi.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Configs as users have them: of Layotto, and our own. */
final class QiniuSettingsTest {

  private static final String REQUIRED =
      """
      "endpoint": "files.example.com", "accessKeyID": "ak", "accessKeySecret": "sk", "bucket": "b"
      """;

  @Test
  void the_keys_of_layotto_are_read() {
    var settings =
        read(
            """
            "endpoint": "http://files.example.com", "accessKeyID": "ak", "accessKeySecret": "sk",
            "bucket": "b", "private": "true", "useHTTPS": false, "useCdnDomains": "true"
            """);

    assertThat(settings.endpoint()).isEqualTo("http://files.example.com");
    assertThat(settings.accessKeyId()).isEqualTo("ak");
    assertThat(settings.accessKeySecret().reveal()).isEqualTo("sk");
    assertThat(settings.bucket()).isEqualTo("b");
    assertThat(settings.privateBucket()).isTrue();
    assertThat(settings.useHttps()).isFalse();
    assertThat(settings.useCdnDomains()).isTrue();
  }

  @Test
  void what_is_absent_has_a_default() {
    var settings = read(REQUIRED);

    assertThat(settings.privateBucket()).isFalse();
    assertThat(settings.useHttps()).isTrue();
    assertThat(settings.region()).isEmpty();
    assertThat(settings.ucHost()).isEqualTo("uc.qiniuapi.com");
    assertThat(settings.partSize()).isEqualTo(DataSize.ofMebibytes(4));
    assertThat(settings.linkValidity()).isEqualTo(Duration.ofMinutes(1));
    assertThat(settings.connectTimeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(settings.socketTimeout()).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void our_own_keys_are_read() {
    var settings =
        read(
            REQUIRED
                + """
                , "region": "z2", "up_host": "up.local", "rs_host": "rs.local",
                "rsf_host": "rsf.local", "uc_host": "uc.local", "part_size": "8MiB",
                "link_validity": 90, "connect_timeout": "1s", "socket_timeout": "500ms"
                """);

    assertThat(settings.region()).isEqualTo("z2");
    assertThat(List.of(settings.upHost(), settings.rsHost(), settings.rsfHost(), settings.ucHost()))
        .containsExactly("up.local", "rs.local", "rsf.local", "uc.local");
    assertThat(settings.partSize()).isEqualTo(DataSize.ofMebibytes(8));
    assertThat(settings.linkValidity()).isEqualTo(Duration.ofSeconds(90));
    assertThat(settings.connectTimeout()).isEqualTo(Duration.ofSeconds(1));
    assertThat(settings.socketTimeout()).isEqualTo(Duration.ofMillis(500));
  }

  @Test
  void what_is_missing_is_told() {
    assertThatThrownBy(() -> read("\"endpoint\": \"files.example.com\""))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("accessKeyID")
        .hasMessageContaining("accessKeySecret")
        .hasMessageContaining("bucket");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ucHost | '' | uc_host: \"\" (expected: a host)",
        "endpoint | ' ' | endpoint: \" \" (expected: the download domain of the bucket)",
        "accessKeyId | '' | accessKeyID: \"\" (expected: an access key)",
        "bucket | '' | bucket: \"\" (expected: the name of a bucket)",
        "region | 'z0/' | region: \"z0/\" (expected: the name of a region, such as z0)"
      })
  void a_text_that_cannot_work_is_refused(String component, String value, String message) {
    assertThatThrownBy(() -> SettingsOf.account().with(component, value).build())
        .hasMessage(message);
  }

  @Test
  void an_empty_secret_is_refused() {
    assertThatThrownBy(() -> SettingsOf.account().with("accessKeySecret", Secret.of("")).build())
        .hasMessage("accessKeySecret: \"\" (expected: a secret key)");
  }

  @ParameterizedTest
  @CsvSource({"0B", "1048575B", "1025MiB"})
  void a_size_of_parts_that_qiniu_does_not_take_is_refused(String size) {
    assertThatThrownBy(() -> SettingsOf.account().with("partSize", DataSize.parse(size)).build())
        .hasMessage("part_size: \"%s\" (expected: 1MiB to 1024MiB)", DataSize.parse(size));
  }

  @ParameterizedTest
  @CsvSource({
    "linkValidity, link_validity",
    "connectTimeout, connect_timeout",
    "socketTimeout, socket_timeout"
  })
  void no_time_at_all_is_refused(String component, String key) {
    assertThatThrownBy(() -> SettingsOf.account().with(component, Duration.ZERO).build())
        .hasMessage(key + ": \"PT0S\" (expected: > 0)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "endpoint | endpoint | ftp://files.example.com",
        "endpoint | endpoint | https://files.example.com?x=y",
        "endpoint | endpoint | https://user@files.example.com",
        "endpoint | endpoint | files example.com",
        "endpoint | endpoint | https://",
        "ucHost | uc_host | a b",
        "upHost | up_host | http:///",
        "rsHost | rs_host | http://rs.local#x",
        "rsfHost | rsf_host | ://rsf.local"
      })
  void a_host_that_is_none_is_refused(String component, String key, String value) {
    assertThatThrownBy(() -> SettingsOf.account().with(component, value).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "%s: \"%s\" (expected: a host such as files.example.com, or a URL such as"
                + " https://files.example.com)",
            key, value);
  }

  @Test
  void a_host_that_is_none_is_a_problem_of_the_config() {
    assertThatThrownBy(() -> read(REQUIRED.replace("files.example.com", "files example")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("endpoint: \"files example\" (expected: a host such as");
  }

  private static QiniuSettings read(String keys) {
    var text = "{\"components\": {\"file\": {\"demo\": {\"type\": \"qiniuOSS\", " + keys + "}}}}";
    var config =
        new ConfigReader(
                ComponentCatalog.of(List.of(new QiniuComponents())), Environment.of(Map.of()))
            .read("test.json", text.getBytes(StandardCharsets.UTF_8));
    return (QiniuSettings) config.instances().getFirst().settings().with(Map.of());
  }
}
