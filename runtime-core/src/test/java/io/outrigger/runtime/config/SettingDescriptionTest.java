package io.outrigger.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.runtime.config.SettingType.Plain;
import io.outrigger.runtime.json.Json;
import io.outrigger.runtime.json.Position;
import io.outrigger.spi.DataSize;
import io.outrigger.spi.Secret;
import io.outrigger.spi.Setting;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SettingDescriptionTest {

  private static final SettingDescription COUNT =
      new SettingDescription(
          "count",
          List.of(),
          new SettingType.Whole(Integer.MIN_VALUE, Integer.MAX_VALUE),
          Optional.empty(),
          true,
          "n",
          "");

  @Test
  void a_record_is_described_setting_by_setting() {
    assertThat(SettingDescription.of(Store.class))
        .containsExactly(
            new SettingDescription(
                "redisHost", List.of("host"), Plain.TEXT, Optional.empty(), true, "Where.", ""),
            new SettingDescription(
                "wait_time",
                List.of(),
                new SettingType.Span(Setting.Unit.SECONDS),
                Optional.of(new Json.Text("5s", Position.START)),
                false,
                "How long.",
                ""),
            new SettingDescription(
                "password", List.of(), Plain.SECRET, Optional.empty(), false, "What.", ""),
            new SettingDescription(
                "many",
                List.of(),
                new SettingType.ListOf(new SettingType.Nested(List.of(COUNT))),
                Optional.empty(),
                false,
                "All.",
                ""));
  }

  @Test
  void types_are_said_in_words() {
    assertThat(SettingDescription.of(Store.class))
        .extracting(SettingDescription::type)
        .containsExactly("text", "duration, or a number of seconds", "secret", "list of object");
  }

  @Test
  void a_default_is_what_people_would_write() {
    assertThat(SettingDescription.of(Defaults.class))
        .extracting(setting -> setting.fallback().orElseThrow().toText())
        .containsExactly("\"\"", "3", "true", "\"4MiB\"", "\"one\"");
  }

  @Test
  void a_default_in_words_has_no_quotes() {
    assertThat(SettingDescription.of(Defaults.class))
        .extracting(setting -> setting.orElse().orElseThrow())
        .containsExactly("", "3", "true", "4MiB", "one");
  }

  @Test
  void the_settings_in_the_objects_of_a_map_are_described() {
    assertThat(SettingDescription.of(Named.class).getFirst().members()).containsExactly(COUNT);
  }

  @Test
  void a_choice_has_its_constants_as_people_write_them() {
    assertThat(SettingDescription.of(Defaults.class).getLast().values())
        .isEqualTo(new SettingType.Choice(List.of("one", "one-more")));
  }

  @Test
  void the_app_section_has_a_sentence_for_every_setting() {
    assertThat(SettingDescription.of(AppSettings.class))
        .allSatisfy(setting -> assertThat(setting.doc()).matches("[A-Z].*\\."));
  }

  @Test
  void the_server_section_has_a_sentence_for_every_setting() {
    assertThat(SettingDescription.of(ServerSettings.class))
        .allSatisfy(setting -> assertThat(setting.doc()).matches("[A-Z].*\\."));
  }

  enum Count {
    ONE,
    ONE_MORE
  }

  record Defaults(
      @Setting(doc = "a", orElse = "") String text,
      @Setting(doc = "b", orElse = "3") int number,
      @Setting(doc = "c", orElse = "true") boolean bool,
      @Setting(doc = "d", orElse = "4MiB") DataSize size,
      @Setting(doc = "e", orElse = "one") Count choice) {}

  record Named(@Setting(doc = "By name.") Map<String, Item> items) {}

  record Item(@Setting(doc = "n") int count) {}

  record Store(
      @Setting(doc = "Where.", key = "redisHost", aliases = "host") String host,
      @Setting(doc = "How long.", orElse = "5s", unit = Setting.Unit.SECONDS) Duration waitTime,
      @Setting(doc = "What.") Optional<Secret> password,
      @Setting(doc = "All.") List<Item> many) {}
}
