package io.outrigger.runtime.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;

/** YAML given as text, of a source called {@code x}. */
final class YamlTexts {

  private YamlTexts() {}

  static Json read(String text) {
    return Json.readYaml("x", text.getBytes(StandardCharsets.UTF_8));
  }

  static Json.Obj object(String text) {
    return (Json.Obj) read(text);
  }

  /** How reading {@code text} fails. */
  static JsonException failure(String text) {
    var failure = catchThrowableOfType(JsonException.class, () -> read(text));
    assertThat(failure).as("reading %s", text).isNotNull();
    return failure;
  }
}
