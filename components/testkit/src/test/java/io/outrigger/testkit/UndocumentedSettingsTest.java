package io.outrigger.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.spi.DataSize;
import io.outrigger.spi.Setting;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class UndocumentedSettingsTest {

  private record Documented(@Setting(doc = "How much.") Optional<DataSize> size) {}

  private record Bare(String host) {}

  private record Blank(@Setting(doc = " ") String host) {}

  private record Outer(@Setting(doc = "Encryption.") Optional<Bare> tls) {}

  @Test
  void a_documented_setting_is_fine() {
    assertThat(UndocumentedSettings.of(Documented.class)).isEmpty();
  }

  @Test
  void a_setting_without_annotation_is_found() {
    assertThat(UndocumentedSettings.of(Bare.class)).containsExactly("Bare.host");
  }

  @Test
  void a_blank_doc_is_found() {
    assertThat(UndocumentedSettings.of(Blank.class)).containsExactly("Blank.host");
  }

  @Test
  void a_setting_of_a_record_within_is_found() {
    assertThat(UndocumentedSettings.of(Outer.class)).containsExactly("Bare.host");
  }
}
