package io.outrigger.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.outrigger.spi.ComponentDescriptor;
import io.outrigger.spi.DataSize;
import io.outrigger.spi.Kind;
import io.outrigger.spi.Secret;
import io.outrigger.spi.Setting;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Changes a valid config at random: it loads, or fails as a config with a place. */
final class ConfigMutationTest {

  private static final int MUTATIONS = 2_000;

  private static final String VALID =
      """
      // a config
      {
        "app": {"app_id": "shop \\u00e9\\n", "call_timeout": "1m30s", "on_start_failure": "exit",
                "unknown_keys": "error", "blocking_limit": 16},
        "server": {"listen": ["127.0.0.1:0", "[::1]:34904", "unix:/tmp/x.sock"],
                   "max_message_size": "8MiB", "event_loops": 2},
        "components": {
          "lock": {
            "orders": {"type": "big", "keyPrefix": "appid", "redisHost": "${HOST}:${PORT:6379}",
                       "password": "$${x}", "ratio": 1.5e-3, "enabled": "true", /* yes */
                       "labels": {"a": "b"}, "nested": [{"span": 5}, {"span": "5s"}]}
          },
          "state": {"in-memory": {}, "b": {"type": "in-memory", "metadata": {}}}
        }
      }
      """;

  private static final List<String> TOKENS =
      List.of(
          "{",
          "}",
          "[",
          "]",
          ":",
          ",",
          "\"",
          "null",
          "true",
          "0",
          "-1",
          "1e999",
          "1e99999999",
          "${",
          "${X}",
          "||",
          "\\",
          "\\u",
          "//",
          "/*",
          "*/",
          "\n",
          "\0",
          "\uD83D",
          "\uFEFF",
          "\u00e9",
          "\"type\": 5,",
          "\"metadata\":",
          "99999999999999999999",
          "\"\"",
          "{\"a\":{}}");

  private static final InstalledComponents INSTALLED =
      new FakeComponents(
          List.of(
              ComponentDescriptor.of(
                  FakeComponents.LOCK, "big", Big.class, (s, c) -> FakeComponents.lock()),
              ComponentDescriptor.of(
                  FakeComponents.STATE,
                  "in-memory",
                  Kind.NoSettings.class,
                  (s, c) -> FakeComponents.state())));

  private final ConfigReader reader =
      new ConfigReader(INSTALLED, Environment.of(Map.of("HOST", "h")));

  @Test
  void the_config_that_is_changed_is_valid() {
    assertThat(read(VALID.getBytes(StandardCharsets.UTF_8)).instances()).hasSize(3);
  }

  @Test
  void a_changed_text_loads_or_fails_with_a_place() {
    long seed = new Random().nextLong();
    var random = new Random(seed);
    for (int i = 0; i < MUTATIONS; i++) {
      var text = new StringBuilder(VALID);
      for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
        change(text, random);
      }
      check(text.toString().getBytes(StandardCharsets.UTF_8), seed, text.toString());
    }
  }

  @Test
  void changed_bytes_load_or_fail_with_a_place() {
    long seed = new Random().nextLong();
    var random = new Random(seed);
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] bytes = VALID.getBytes(StandardCharsets.UTF_8);
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      check(bytes, seed, new String(bytes, StandardCharsets.ISO_8859_1));
    }
  }

  private static void change(StringBuilder text, Random random) {
    int from = random.nextInt(text.length());
    int to = Math.min(text.length(), from + 1 + random.nextInt(6));
    var token = TOKENS.get(random.nextInt(TOKENS.size()));
    switch (random.nextInt(5)) {
      case 0 -> text.delete(from, to);
      case 1 -> text.insert(from, token);
      case 2 -> text.replace(from, to, token);
      case 3 -> text.insert(random.nextInt(text.length()), text.substring(from, to));
      default -> text.setCharAt(from, (char) (' ' + random.nextInt(95)));
    }
  }

  private void check(byte[] config, long seed, String shown) {
    try {
      assertThat(read(config).instances()).isNotNull();
    } catch (ConfigException e) {
      assertThat(e.problems())
          .as("seed %d: %s", seed, shown)
          .isNotEmpty()
          .allSatisfy(problem -> assertThat(problem.position()).isPresent());
    } catch (RuntimeException | StackOverflowError e) {
      fail("seed " + seed + ": " + shown, e);
    }
  }

  private RuntimeConfig read(byte[] config) {
    return reader.read("x.json", config);
  }

  record Nested(@Setting(doc = "d", unit = Setting.Unit.SECONDS) Duration span) {}

  record Big(
      @Setting(doc = "d", key = "redisHost") String host,
      @Setting(doc = "d") Secret password,
      @Setting(doc = "d") double ratio,
      @Setting(doc = "d") boolean enabled,
      @Setting(doc = "d") Map<String, String> labels,
      @Setting(doc = "d") List<Nested> nested,
      @Setting(doc = "d") Optional<Path> file,
      @Setting(doc = "d", orElse = "1MiB") DataSize size) {}
}
