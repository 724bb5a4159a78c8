package io.outrigger.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.spi.Secret;
import io.outrigger.spi.Setting;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SettingDescriptionTest {

  @Test
  void a_record_is_described_setting_by_setting() {
    assertThat(SettingDescription.of(Store.class))
        .containsExactly(
            new SettingDescription(
                "redisHost", List.of("host"), "text", Optional.empty(), true, "Where.", List.of()),
            new SettingDescription(
                "wait_time",
                List.of(),
                "duration, or a number of seconds",
                Optional.of("5s"),
                false,
                "How long.",
                List.of()),
            new SettingDescription(
                "password", List.of(), "secret", Optional.empty(), false, "What.", List.of()),
            new SettingDescription(
                "many",
                List.of(),
                "list of object",
                Optional.empty(),
                false,
                "All.",
                List.of(
                    new SettingDescription(
                        "count",
                        List.of(),
                        "whole number",
                        Optional.empty(),
                        true,
                        "n",
                        List.of()))));
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

  record Item(@Setting(doc = "n") int count) {}

  record Store(
      @Setting(doc = "Where.", key = "redisHost", aliases = "host") String host,
      @Setting(doc = "How long.", orElse = "5s", unit = Setting.Unit.SECONDS) Duration waitTime,
      @Setting(doc = "What.") Optional<Secret> password,
      @Setting(doc = "All.") List<Item> many) {}
}
