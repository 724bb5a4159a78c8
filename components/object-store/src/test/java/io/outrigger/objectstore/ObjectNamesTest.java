package io.outrigger.objectstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ObjectNamesTest {

  private final ObjectNames own = new ObjectNames(Optional.of("own"), 20);
  private final ObjectNames any = new ObjectNames(Optional.empty(), 20);

  @ParameterizedTest
  @ValueSource(strings = {"a", "a/b", "..a/b..", "a//b", "a/", " ", "%2F", "文件"})
  void with_a_bucket_of_its_own_the_name_is_the_key(String name) {
    assertThat(own.object(name)).isEqualTo(new ObjectName("own", name));
  }

  @ParameterizedTest
  @CsvSource({"b/k, b, k", "b/k/l, b, k/l", "b/k/, b, k/"})
  void without_one_the_name_begins_with_the_bucket(String name, String bucket, String key) {
    assertThat(any.object(name)).isEqualTo(new ObjectName(bucket, key));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/a", "..", "../a", "a/../b", "a/.", "./a", "a\0b"})
  void these_are_no_keys(String name) {
    assertThatIllegalArgumentException().isThrownBy(() -> own.object(name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "b", "b/", "/k", "b//k", "b/../k", "../k", "./k"})
  void these_name_no_object_of_a_bucket(String name) {
    assertThatIllegalArgumentException().isThrownBy(() -> any.object(name));
  }

  @Test
  void the_message_says_what_a_name_needs() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> any.object("b"))
        .withMessage("name: \"b\" (expected: bucket/key)");
  }

  @Test
  void a_key_may_be_as_long_as_the_store_allows_in_bytes() {
    assertThat(own.object("é".repeat(10)).key()).hasSize(10);
  }

  @Test
  void a_longer_key_is_refused_by_its_bytes() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> own.object("é".repeat(10) + "x"))
        .withMessage("name: 21 bytes of UTF-8 (expected: at most 20)");
  }

  @Test
  void the_bucket_does_not_count() {
    assertThat(any.object("bucket/" + "k".repeat(20)).key()).hasSize(20);
  }

  @ParameterizedTest
  @CsvSource({"b, b, ''", "b/, b, ''", "b/k, b, k", "b/k/, b, k/"})
  void a_prefix_needs_no_key(String prefix, String bucket, String key) {
    assertThat(any.prefix(prefix)).isEqualTo(new ObjectName(bucket, key));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "..", "b/../"})
  void a_prefix_needs_a_bucket_and_no_way_up(String prefix) {
    assertThatIllegalArgumentException().isThrownBy(() -> any.prefix(prefix));
  }

  @Test
  void an_empty_prefix_is_the_whole_bucket_of_the_store() {
    assertThat(own.prefix("")).isEqualTo(new ObjectName("own", ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"b/k", "b/k/l"})
  void the_name_of_an_object_is_the_one_that_was_given(String name) {
    assertThat(any.name(any.object(name))).isEqualTo(name);
    assertThat(own.name(own.object(name))).isEqualTo(name);
  }
}
