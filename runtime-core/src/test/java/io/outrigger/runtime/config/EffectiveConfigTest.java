package io.outrigger.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.spi.ComponentDescriptor;
import io.outrigger.spi.Secret;
import io.outrigger.spi.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EffectiveConfigTest {

  @TempDir private Path directory;

  private final ConfigReader reader =
      new ConfigReader(
          new FakeComponents(
              List.of(
                  ComponentDescriptor.of(
                      FakeComponents.LOCK, "redis", Redis.class, (s, c) -> FakeComponents.lock()))),
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

  private String instance(String locks) throws IOException {
    var file = directory.resolve("config.json");
    Files.writeString(file, "{\"components\": {\"lock\": " + locks + "}}");
    var text = reader.effective(file);
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
