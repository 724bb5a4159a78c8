package io.outrigger.runtime.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.spi.ComponentDescriptor;
import io.outrigger.spi.Kind;
import io.outrigger.spi.Secret;
import io.outrigger.spi.Setting;
import io.outrigger.spi.secret.SecretStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EffectiveConfigTest {

  private static final ComponentDescriptor<?, ?> VAULT =
      ComponentDescriptor.of(
          SecretStore.KIND,
          "vault",
          Kind.NoSettings.class,
          (s, c) -> {
            throw new AssertionError("nothing is started");
          });

  private static final String REFERRING =
      """
      {"components": {
        "secret": {"vault": {"type": "vault"}},
        "lock": {"redis": {
          "redisHost": "h", "nodes": [], "logins": {},
          "secret_ref": [
            {"store_name": "vault", "key": "${SECRET:x}", "inject_as": "password"},
            {"store_name": "vault", "key": "redis", "sub_key": "count", "inject_as": "retries"}],
          "component_ref": {"secret": "vault"}}}}}
      """;

  @TempDir private Path directory;

  private final ConfigReader reader =
      new ConfigReader(
          new FakeComponents(
              List.of(
                  ComponentDescriptor.of(
                      FakeComponents.LOCK, "redis", Redis.class, (s, c) -> FakeComponents.lock()),
                  VAULT)),
          Environment.of(Map.of("PASSWORD", "planted-secret", "HOST", "planted-host")));

  @Test
  void an_instance_has_its_type_its_settings_and_the_defaults() throws IOException {
    assertThat(
            instance(
                """
                {"redis": {"redisHost": "h:1", "password": "planted-secret",
                           "nodes": [{"name": "a", "token": "planted-secret"}],
                           "logins": {"x": "planted-secret"}}}
                """))
        .isEqualTo(
            """
            "redis": {
              "type": "redis",
              "on_start_failure": "retry",
              "keyPrefix": "",
              "redisHost": "h:1",
              "password": "***",
              "retries": 3,
              "nodes": [
                {
                  "name": "a",
                  "token": "***"
                }
              ],
              "logins": {
                "x": "***"
              }
            }\
            """);
  }

  @Test
  void what_comes_from_the_environment_stands_as_it_is_written() throws IOException {
    assertThat(instance("{\"redis\": {\"redisHost\": \"${HOST}\", \"password\": \"${PASSWORD}\"}}"))
        .contains("\"redisHost\": \"${HOST}\"", "\"password\": \"***\"")
        .doesNotContain("planted");
  }

  @Test
  void an_instance_has_its_own_choice_of_on_start_failure_or_the_apps() {
    var redis =
        "{\"type\": \"redis\", \"redisHost\": \"h\", \"password\": \"p\", \"nodes\": [], \"logins\": {}";
    var effective =
        effective(
            "{\"app\": {\"on_start_failure\": \"${MODE:exit}\"}, \"components\": {\"lock\": {\"a\": "
                + redis
                + "}, \"b\": "
                + redis
                + ", \"on_start_failure\": \"retry\"}}}}");

    assertThat(effective.split("\"(a|b)\": \\{", -1))
        .satisfiesExactly(
            app -> assertThat(app).contains("\"on_start_failure\": \"${MODE:exit}\""),
            a -> assertThat(a).contains("\"on_start_failure\": \"${MODE:exit}\""),
            b -> assertThat(b).contains("\"on_start_failure\": \"retry\""));
    assertIsItsOwnEffect(effective);
  }

  @Test
  void references_are_shown_and_what_they_inject_is_not() {
    var effective = effective(REFERRING);

    assertThat(effective.lines().map(String::strip).collect(joining()))
        .contains(
            "\"redis\": {\"type\": \"redis\",\"on_start_failure\": \"retry\","
                + "\"secret_ref\": [{\"store_name\": \"vault\",\"key\": \"${SECRET:x}\","
                + "\"inject_as\": \"password\"},"
                + "{\"store_name\": \"vault\",\"key\": \"redis\",\"sub_key\": \"count\","
                + "\"inject_as\": \"retries\"}],"
                + "\"component_ref\": {\"secret\": \"vault\"},"
                + "\"keyPrefix\": \"\",\"redisHost\": \"h\",\"nodes\": [],\"logins\": {}}");
    assertIsItsOwnEffect(effective);
  }

  @Test
  void a_config_of_mosn_becomes_one_that_can_be_read_again() {
    var grpc =
        """
        {"secret_store": {"vault": {"type": "vault"}},
         "lock": {
           "redis": {
             "Metadata": {"RedisHost": "h", "nodes": [], "LOGINS": {}, "retries": null},
             "Secret_Ref": [{"STORE_NAME": "vault", "key": "p", "inject_as": "Password"},
                            {"store_name": "vault", "key": "segmentCacheEnable"}],
             "component_ref": {"Secret_Store": "vault", "pub_subs": "none"}},
           "gone": {"type": "zookeeper"}}}
        """;

    var effective =
        effective(
            "{\"servers\": [{\"listeners\": [{\"name\": \"g\", \"address\": \"127.0.0.1:0\","
                + " \"filter_chains\": [{\"filters\": [{\"type\": \"grpc\", \"config\":"
                + " {\"grpc_config\": "
                + grpc
                + "}}]}]}]}]}");

    assertThat(effective)
        .contains("\"inject_as\": \"password\"", "\"secret\": \"vault\"", "\"retries\": 3")
        .doesNotContain("segmentCacheEnable", "pub_subs", "gone", "***");
    assertIsItsOwnEffect(effective);
  }

  private String effective(String config) {
    return reader.check("test.json", config.getBytes(UTF_8)).effective();
  }

  private void assertIsItsOwnEffect(String effective) {
    assertThat(effective(effective)).isEqualTo(effective);
  }

  private String instance(String locks) throws IOException {
    var file = directory.resolve("config.json");
    Files.writeString(file, "{\"components\": {\"lock\": " + locks + "}}");
    var text = reader.check(file).effective();
    var from = text.indexOf("      \"redis\": {");
    var to = text.indexOf("\n      }", from) + "\n      }".length();
    return text.substring(from, to).stripIndent();
  }

  record Redis(
      @Setting(key = "redisHost", doc = "Where.") String host,
      @Setting(doc = "Who.") Secret password,
      @Setting(doc = "How often.", orElse = "3") int retries,
      @Setting(doc = "All.") List<Node> nodes,
      @Setting(doc = "By name.") Map<String, Secret> logins) {}

  record Node(@Setting(doc = "Name.") String name, @Setting(doc = "Token.") Secret token) {}
}
