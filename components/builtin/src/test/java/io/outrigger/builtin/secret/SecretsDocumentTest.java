package io.outrigger.builtin.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.outrigger.spi.Bytes;
import io.outrigger.spi.Secret;
import io.outrigger.testkit.TestContext;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SecretsDocumentTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                              | []
          {"a": "x"}                      | [a=<a=x>]
          {"a": "x", "b": "y"}            | [a=<a=x> b=<b=y>]
          {"a": {"b": "x"}}               | [a:b=<a:b=x>]
          {"a": {"b": {"c": "x"}}}        | [a:b:c=<a:b:c=x>]
          {"a": ["x", "y"]}               | [a:0=<a:0=x> a:1=<a:1=y>]
          {"a": [{"b": "x"}, ["y"]]}      | [a:0:b=<a:0:b=x> a:1:0=<a:1:0=y>]
          {"a": {}, "b": []}              | []
          {"": {"": "x"}}                 | [:=<:=x>]
          {"a": ""}                       | [a=<a=>]
          {"a": null, "b": [null]}        | [a=<a=> b:0=<b:0=>]
          {"a": true, "b": {"c": false}}  | [a=<a=true> b:c=<b:c=false>]
          """)
  void each_scalar_is_a_secret_named_by_its_way(String json, String expected) {
    assertThat(print(json, ":", false)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "5432",
        "-7",
        "1.50",
        "0.00000001",
        "100000000000000000000000000000000000000",
        "3.14159265358979323846264338327950288"
      })
  void a_number_is_as_it_was_written(String number) {
    assertThat(print("{\"a\": " + number + "}", ":", false)).isEqualTo("[a=<a=" + number + ">]");
  }

  @Test
  void a_number_with_a_great_exponent_stays_short() {
    assertThat(print("{\"a\": 1e999999999}", ":", false)).isEqualTo("[a=<a=1E+999999999>]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          .  | [a.b=<a.b=x> a.c.0=<a.c.0=y>]
          /  | [a/b=<a/b=x> a/c/0=<a/c/0=y>]
          __ | [a__b=<a__b=x> a__c__0=<a__c__0=y>]
          """)
  void the_separator_joins_the_parts(String separator, String expected) {
    assertThat(print("{\"a\": {\"b\": \"x\", \"c\": [\"y\"]}}", separator, false))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"a": "x"}                          | [a=<a=x>]
          {"a": 1, "b": null}                 | [a=<a=1> b=<b=>]
          {"db": {"user": "x", "pass": "y"}}  | [db=<user=x pass=y>]
          {"db": {"user": {"name": "x"}}}     | [db=<user:name=x>]
          {"db": {"users": ["x", {"n": 2}]}}  | [db=<users:0=x users:1:n=2>]
          {"list": ["x", "y"]}                | [list=<0=x 1=y>]
          {"db": {}, "list": []}              | []
          """)
  void an_object_at_the_top_can_be_one_secret_with_several_values(String json, String expected) {
    assertThat(print(json, ":", true)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a:b\": 1, \"a\": {\"b\": 2}}",
        "{\"a\": {\"b\": 2}, \"a:b\": 1}",
      })
  void a_name_for_two_values_is_refused(String json) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> print(json, ":", false))
        .withMessage("the name \"a:b\" stands for two values (expected: one)");
  }

  @Test
  void a_key_for_two_values_of_one_secret_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> print("{\"db\": {\"a:0\": 1, \"a\": [2]}}", ":", true))
        .withMessage("secret \"db\": the name \"a:0\" stands for two values (expected: one)");
  }

  @Test
  void another_separator_tells_two_names_apart() {
    assertThat(print("{\"a:b\": 1, \"a\": {\"b\": 2}}", "/", false))
        .isEqualTo("[a:b=<a:b=1> a/b=<a/b=2>]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "\"text\"", "1", "null"})
  void a_document_that_is_no_object_is_refused(String json) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> print(json, ":", false))
        .withMessage(
            "the document is not an object (expected: an object such as {\"name\": \"value\"})");
  }

  @Test
  void an_empty_separator_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LocalFileSecretSettings(Path.of("any"), "", false))
        .withMessage("nestedSeparator: \"\" (expected: at least one character)");
  }

  /** The secrets of a document in its order: {@code [secret=<key=value key=value> ...]}. */
  private static String print(String json, String separator, boolean multiValued) {
    var settings = new LocalFileSecretSettings(Path.of("any"), separator, multiValued);
    try (var context = new TestContext()) {
      var root = context.json("test", Bytes.utf8(json));
      return SecretsDocument.secrets(root, settings).entrySet().stream()
          .map(secret -> secret.getKey() + "=" + print(secret.getValue()))
          .collect(Collectors.joining(" ", "[", "]"));
    }
  }

  private static String print(Map<String, Secret> values) {
    return values.entrySet().stream()
        .map(value -> value.getKey() + "=" + value.getValue().reveal())
        .collect(Collectors.joining(" ", "<", ">"));
  }
}
