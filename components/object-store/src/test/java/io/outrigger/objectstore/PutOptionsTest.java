package io.outrigger.objectstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PutOptionsTest {

  @Test
  void nothing_is_asked_for_by_no_metadata() {
    assertThat(PutOptions.of(Map.of("other", "x")))
        .isEqualTo(
            new PutOptions(
                OptionalLong.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false));
  }

  @Test
  void the_keys_are_those_of_Layotto() {
    var metadata =
        Map.of(
            "ACL", "private",
            "storageType", "Archive",
            "content-type", "text/plain",
            "if-none-match", "*");

    assertThat(PutOptions.of(metadata))
        .isEqualTo(
            new PutOptions(
                OptionalLong.empty(),
                Optional.of("private"),
                Optional.of("Archive"),
                Optional.of("text/plain"),
                true));
  }

  @ParameterizedTest
  @ValueSource(strings = {"filesize", "fileSize"})
  void both_spellings_of_the_size_are_read(String key) {
    assertThat(PutOptions.of(Map.of(key, "12")).size()).hasValue(12);
  }

  @Test
  void an_empty_value_is_none() {
    assertThat(PutOptions.of(Map.of("filesize", "", "ACL", "")).acl()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "-1", "1.5", "1e3", "99999999999999999999"})
  void a_size_that_is_none_is_refused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PutOptions.of(Map.of("filesize", text)))
        .withMessage("metadata: filesize: \"" + text + "\" (expected: a number of bytes)");
  }

  @Test
  void a_condition_on_an_etag_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PutOptions.of(Map.of("if-none-match", "\"abc\"")))
        .withMessageContaining("expected: *");
  }
}
