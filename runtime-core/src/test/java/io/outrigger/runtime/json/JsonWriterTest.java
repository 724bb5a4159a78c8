package io.outrigger.runtime.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class JsonWriterTest {

  @Test
  void a_tree_is_written_indented() {
    var json = Json.read("x", "{\"a\":{\"b\":[1,\"two\",null],\"c\":true},\"d\":{},\"e\":[]}");

    assertThat(json.toText())
        .isEqualTo(
            """
            {
              "a": {
                "b": [
                  1,
                  "two",
                  null
                ],
                "c": true
              },
              "d": {},
              "e": []
            }\
            """);
  }

  @Test
  void numbers_are_written_as_they_were_read() {
    assertThat(Json.read("x", "[1.50, -0, 1E+2]").toText())
        .isEqualTo("[\n  1.50,\n  -0,\n  1E+2\n]");
  }

  @Test
  void text_is_escaped_where_it_must_be() {
    var json = new Json.Text("\"\\/\n\u0001\u00e9\uD83D\uDE00", Position.START);

    assertThat(json.toText()).isEqualTo("\"\\\"\\\\/\\n\\u0001\u00e9\uD83D\uDE00\"");
  }

  @Test
  void what_was_written_reads_back_and_writes_the_same() {
    var text = Json.read("x", "{\"a\": [{\"b\": \"\\u0000\\\\\"}, 1.0], \"\": false}").toText();

    assertThat(Json.read("x", text).toText()).isEqualTo(text);
  }
}
