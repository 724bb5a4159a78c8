package io.outrigger.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.spi.DataSize;
import io.outrigger.spi.Secret;
import io.outrigger.spi.Setting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RecordBinderTest {

  @Test
  void every_scalar_type_is_bound_from_its_json_type() {
    var value =
        Binding.of(
                Scalars.class,
                """
                {"text": "a", "count": -7, "big": 9007199254740993, "ratio": 0.25, "on": true,
                 "mode": "one", "span": "5s", "size": "64KiB", "password": "p", "file": "/tmp/x"}
                """)
            .value();

    assertThat(value)
        .usingRecursiveComparison()
        .isEqualTo(
            new Scalars(
                "a",
                -7,
                9007199254740993L,
                0.25,
                true,
                Mode.ONE,
                Duration.ofSeconds(5),
                new DataSize(65536),
                Secret.of("p"),
                Path.of("/tmp/x")));
  }

  @Test
  void every_scalar_type_is_bound_from_text() {
    var value =
        Binding.of(
                Scalars.class,
                """
                {"text": "", "count": "2147483647", "big": "-9223372036854775808", "ratio": "1e-3",
                 "on": "False", "mode": "Two-Words", "span": "0s", "size": "1048576",
                 "password": "", "file": ""}
                """)
            .value();

    assertThat(value)
        .usingRecursiveComparison()
        .isEqualTo(
            new Scalars(
                "",
                Integer.MAX_VALUE,
                Long.MIN_VALUE,
                0.001,
                false,
                Mode.TWO_WORDS,
                Duration.ZERO,
                new DataSize(1 << 20),
                Secret.of(""),
                Path.of("")));
  }

  @Test
  void a_size_may_be_a_plain_number_of_bytes() {
    assertThat(Binding.of(Size.class, "{\"size\": 4096}").value().size())
        .isEqualTo(new DataSize(4096));
  }

  @ParameterizedTest
  @CsvSource({"500ms,0.5", "5s,5", "1m,60", "2h,7200", "100us,0.0001", "7ns,0.000000007"})
  void a_duration_names_its_unit(String text, double seconds) {
    var span = Binding.of(Span.class, "{\"span\": \"" + text + "\"}").value().span();

    assertThat(span).isEqualTo(Duration.ofNanos(Math.round(seconds * 1e9)));
  }

  @Test
  void a_duration_may_have_several_parts() {
    assertThat(Binding.of(Span.class, "{\"span\": \"1m30s\"}").value().span())
        .isEqualTo(Duration.ofSeconds(90));
  }

  @ParameterizedTest
  @ValueSource(strings = {"3", "\"3\"", "\"3s\"", "\"3000ms\""})
  void a_duration_may_be_a_plain_number_when_its_setting_has_a_unit(String json) {
    assertThat(Binding.of(Units.class, "{\"seconds\": " + json + "}").value().seconds())
        .isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void the_unit_of_the_setting_counts() {
    var value = Binding.of(Units.class, "{\"seconds\": 1, \"millis\": 2, \"nanos\": 3}").value();

    assertThat(value.millis()).isEqualTo(Duration.ofMillis(2));
    assertThat(value.nanos()).isEqualTo(Duration.ofNanos(3));
  }

  @Test
  void collections_and_nested_records_are_bound() {
    var value =
        Binding.of(
                Containers.class,
                """
                {"names": ["b", "a"], "labels": {"z": "1", "a": "2"},
                 "nested": {"size": 1}, "many": [{"size": 2}, {"size": "3"}], "maybe": 4}
                """)
            .value();

    assertThat(value)
        .isEqualTo(
            new Containers(
                List.of("b", "a"),
                Map.of("z", "1", "a", "2"),
                new Size(new DataSize(1)),
                List.of(new Size(new DataSize(2)), new Size(new DataSize(3))),
                Optional.of(4)));
    assertThat(value.labels()).containsExactly(Map.entry("z", "1"), Map.entry("a", "2"));
  }

  @Test
  void absent_collections_and_optionals_are_empty_and_the_rest_has_its_default() {
    assertThat(Binding.of(Containers.class, "{}").value())
        .isEqualTo(
            new Containers(
                List.of(),
                Map.of(),
                new Size(DataSize.ofMebibytes(1)),
                List.of(),
                Optional.empty()));
  }

  @Test
  void the_key_is_the_name_in_snake_case_unless_the_setting_names_one() {
    var value =
        Binding.of(Keys.class, "{\"max_retry_count\": 1, \"redisHost\": \"h\", \"http2_port\": 2}")
            .value();

    assertThat(value).isEqualTo(new Keys(1, "h", 2));
  }

  @Test
  void an_alias_means_the_same_as_the_key() {
    assertThat(Binding.of(Aliased.class, "{\"addr\": \"a\"}").value()).isEqualTo(new Aliased("a"));
  }

  @Test
  void keys_in_another_case_match_when_the_dialect_says_so() {
    var binding =
        Binding.of(Aliased.class, "{\"ADDRESS\": \"a\"}", Map.of(), KeyMatching.IGNORE_CASE);

    assertThat(binding.value()).isEqualTo(new Aliased("a"));
  }

  @Test
  void a_record_without_settings_is_bound() {
    assertThat(Binding.of(Nothing.class, "{}").value()).isEqualTo(new Nothing());
  }

  enum Mode {
    ONE,
    TWO_WORDS
  }

  record Scalars(
      @Setting(doc = "d") String text,
      @Setting(doc = "d") int count,
      @Setting(doc = "d") long big,
      @Setting(doc = "d") double ratio,
      @Setting(doc = "d") boolean on,
      @Setting(doc = "d") Mode mode,
      @Setting(doc = "d") Duration span,
      @Setting(doc = "d") DataSize size,
      @Setting(doc = "d") Secret password,
      @Setting(doc = "d") Path file) {}

  record Size(@Setting(doc = "d", orElse = "1MiB") DataSize size) {}

  record Span(@Setting(doc = "d") Duration span) {}

  record Units(
      @Setting(doc = "d", unit = Setting.Unit.SECONDS) Duration seconds,
      @Setting(doc = "d", unit = Setting.Unit.MILLISECONDS, orElse = "1") Duration millis,
      @Setting(doc = "d", unit = Setting.Unit.NANOSECONDS, orElse = "1us") Duration nanos) {}

  record Containers(
      @Setting(doc = "d") List<String> names,
      @Setting(doc = "d") Map<String, String> labels,
      @Setting(doc = "d", orElse = "{}") Size nested,
      @Setting(doc = "d") List<Size> many,
      @Setting(doc = "d") Optional<Integer> maybe) {}

  record Keys(
      @Setting(doc = "d") int maxRetryCount,
      @Setting(doc = "d", key = "redisHost") String host,
      @Setting(doc = "d") int http2Port) {}

  record Aliased(
      @Setting(
              doc = "d",
              aliases = {"addr", "host"})
          String address) {}

  record Nothing() {}
}
