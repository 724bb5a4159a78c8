package io.outrigger.runtime.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class YamlRandomTest {

  private static final String SECRET = "hunter2";

  private static final List<String> PIECES =
      List.of(
          "a",
          "null",
          "true",
          "yes",
          "~",
          "1",
          "-",
          " ",
          "  ",
          ":",
          ": ",
          "#",
          " #",
          "---",
          "...",
          "&a",
          "*a",
          "!!x",
          "<<",
          "?",
          "|",
          ">",
          "%",
          "@",
          "`",
          "'",
          "\"",
          "\\",
          "/",
          ",",
          "[",
          "]",
          "{",
          "}",
          "\n",
          "\r",
          "\t",
          "\0",
          "\u0001",
          "\u001b",
          "\u007f",
          "\u00a0",
          "\u00e9",
          "\u2028",
          "\u2029",
          "\uFEFF",
          "\uFFFD",
          "\uD83D\uDE00");

  private static final List<String> NUMBERS =
      List.of("0", "-0", "7", "-12", "0.5", "1.50", "-3.25e-7", "1E+2", "12345678901234567890123");

  private static final List<String> INSERTS =
      List.of(
          " ",
          "  ",
          "\t",
          "\n",
          "\r",
          ":",
          ": ",
          "- ",
          "? ",
          ",",
          "[",
          "]",
          "{",
          "}",
          "'",
          "\"",
          "\\",
          "&x ",
          "*x",
          "*base ",
          "<<: ",
          "!",
          "!!str ",
          "!!x ",
          "!<",
          "%",
          "@",
          "`",
          "|",
          ">",
          "|9\n",
          "#",
          " #",
          "---\n",
          "...\n",
          "\n---\n",
          "%YAML ",
          "%TAG ",
          "\0",
          "\u0007",
          "\u007f",
          "\u0085",
          "\u2028",
          "\uFEFF",
          "\uD83D\uDE00",
          "\\U",
          "\\x",
          "null",
          "~",
          "0x1",
          ".inf",
          SECRET);

  private static final String CONFIG =
      """
      # a config
      base: &base
        type: redis
        metadata: &meta
          redisHost: "localhost:6379"
          redisPassword: hunter2
          maxRetries: 3
          tls: true
      app: {app_id: demo, call_timeout: '5s', token: "hunter2\\n", \uD83D\uDE00: x}
      components:
        lock:
          lock_demo:
            <<: *base
            type: "redis"
        state:
          state_demo:
            type: redis
            metadata:
              <<: [*meta, {password: hunter2}]
              keyPrefix: ~
        secret:
          ? files
          : - path: /a/b
              text: |
                hunter2
                  more
              folded: >-
                hunter2
                more
            - !!str 12
            - [1, 2.5, -3e7, {a: b, "c":d}]
      """;

  private final long seed = Long.getLong("outrigger.seed", System.nanoTime());
  private final Random random = new Random(seed);

  @Test
  void json_reads_the_same_as_yaml_places_too() {
    for (int i = 0; i < 1000; i++) {
      byte[] text = tree(0).toText().getBytes(StandardCharsets.UTF_8);

      assertThat(Json.readYaml("x", text))
          .as("seed %d, tree %d: %s", seed, i, ascii(text))
          .isEqualTo(Json.read("x", text));
    }
  }

  @Test
  void a_broken_config_reads_or_fails_with_a_place_and_shows_no_secret() {
    int failures = 0;
    for (int i = 0; i < 2000; i++) {
      byte[] text = broken();

      var failure = failure(text, "seed %d, text %d".formatted(seed, i));

      failures += failure.isPresent() ? 1 : 0;
    }
    assertThat(failures).as("seed %d", seed).isBetween(400, 1900);
  }

  private static Optional<JsonException> failure(byte[] text, String about) {
    try {
      assertThat(Json.readYaml("x", text).toText()).as(about).isNotEmpty();
      return Optional.empty();
    } catch (JsonException e) {
      assertThat(e).as(about).hasNoCause().hasMessageNotContaining(SECRET);
      var lines = new String(text, StandardCharsets.UTF_8).split("\r\n|\r|\n", -1);
      assertThat(e.position().line()).as(about).isBetween(1, lines.length);
      assertThat(e.position().column())
          .as(about)
          .isBetween(1, lines[e.position().line() - 1].length() + 1);
      return Optional.of(e);
    }
  }

  private static String ascii(byte[] utf8) {
    return new String(utf8, StandardCharsets.UTF_8)
        .chars()
        .mapToObj(c -> c < 0x7F && c > 0x1F ? Character.toString(c) : "<%04X>".formatted(c))
        .collect(Collectors.joining());
  }

  private Json tree(int depth) {
    return switch (random.nextInt(depth < 5 ? 10 : 6)) {
      case 0 -> new Json.Null(Position.START);
      case 1 -> new Json.Bool(random.nextBoolean(), Position.START);
      case 2, 3 -> new Json.Num(oneOf(NUMBERS), Position.START);
      case 4, 5 -> new Json.Text(text(), Position.START);
      case 6, 7 -> array(depth);
      default -> object(depth);
    };
  }

  private Json array(int depth) {
    var items = new ArrayList<Json>();
    for (int i = random.nextInt(5); i > 0; i--) {
      items.add(tree(depth + 1));
    }
    return new Json.Arr(items, Position.START);
  }

  private Json object(int depth) {
    var keys = new HashSet<String>();
    for (int i = random.nextInt(5); i > 0; i--) {
      keys.add(text());
    }
    var members =
        keys.stream().map(key -> new Json.Member(key, Position.START, tree(depth + 1))).toList();
    return new Json.Obj(members, Position.START);
  }

  private String text() {
    var text = new StringBuilder();
    for (int i = random.nextInt(6); i > 0; i--) {
      text.append(oneOf(PIECES));
    }
    return text.toString();
  }

  private byte[] broken() {
    var text = CONFIG;
    for (int i = random.nextInt(4); i >= 0; i--) {
      text = mutated(text);
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (random.nextInt(20) == 0 && bytes.length > 0) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
    }
    return bytes;
  }

  private String mutated(String text) {
    int at = random.nextInt(text.length() + 1);
    int end = Math.min(text.length(), at + 1 + random.nextInt(5));
    return switch (random.nextInt(8)) {
      case 0, 1, 2 -> text.substring(0, at) + oneOf(INSERTS) + text.substring(at);
      case 3 -> text.substring(0, at) + text.substring(end);
      case 4 -> text.substring(0, at) + oneOf(INSERTS) + text.substring(end);
      case 5 -> random.nextInt(4) == 0 ? text.substring(0, at) : text.substring(0, at) + text;
      default -> withOtherLines(text);
    };
  }

  /** Moves a line, or changes how far it is indented. */
  private String withOtherLines(String text) {
    var lines = new ArrayList<>(Arrays.asList(text.split("\n", -1)));
    var line = lines.remove(random.nextInt(lines.size()));
    var indented = " ".repeat(random.nextInt(6)) + (random.nextBoolean() ? line : line.strip());
    lines.add(random.nextInt(lines.size() + 1), indented);
    return String.join("\n", lines);
  }

  private String oneOf(List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
