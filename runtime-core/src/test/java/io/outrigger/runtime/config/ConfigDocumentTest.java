package io.outrigger.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The reference page knows every setting. */
final class ConfigDocumentTest {

  @ParameterizedTest
  @ValueSource(
      classes = {
        AppSettings.class,
        ServerSettings.class,
        TlsSettings.class,
        LimitSettings.class,
        LogSettings.class
      })
  void every_setting_stands_in_the_reference(Class<? extends Record> settings) throws IOException {
    var page = Files.readString(Path.of("..", "docs", "reference", "config.md"));

    for (var setting : SettingDescription.of(settings)) {
      assertThat(page).contains("| `" + setting.key() + "` | ");
    }
  }
}
