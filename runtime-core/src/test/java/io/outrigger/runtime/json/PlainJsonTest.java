package io.outrigger.runtime.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outrigger.spi.Bytes;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PlainJsonTest {

  @Test
  void every_kind_of_value_is_a_plain_object() {
    var read = PlainJson.read("a", Bytes.utf8("{\"a\": [1.50, true, \"x\"], \"b\": {}}"));

    assertThat(read)
        .isEqualTo(Map.of("a", List.of(new BigDecimal("1.50"), true, "x"), "b", Map.of()));
    assertThat(PlainJson.read("a", Bytes.utf8("null"))).isNull();
  }

  @Test
  void what_is_no_json_has_its_place_and_shows_nothing() {
    assertThatThrownBy(() -> PlainJson.read("secrets.json", Bytes.utf8("{\n hunter2}")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("secrets.json line 2 column 2")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void a_number_that_no_decimal_holds_has_its_place() {
    assertThatThrownBy(() -> PlainJson.read("a", Bytes.utf8("{\"x\": 1e99999999999}")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a line 1 column 7: a number beyond all bounds");
  }

  @Test
  void what_is_written_is_read_as_the_same() {
    var plain = Map.of("a", List.of(new BigDecimal("1.50"), true, "x\n", Map.of()));

    assertThat(PlainJson.read("a", Bytes.utf8(PlainJson.write(plain)))).isEqualTo(plain);
    assertThat(PlainJson.write(null)).isEqualTo("null");
    assertThat(PlainJson.write(7L)).isEqualTo("7");
  }

  @Test
  void what_json_cannot_say_is_not_written() {
    assertThatThrownBy(() -> PlainJson.write(List.of(new Object())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("java.lang.Object");
  }
}
