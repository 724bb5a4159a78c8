package io.outrigger.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.outrigger.proto.layotto.v1.StateItem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Values as bytes, and back. */
final class CodecTest {

  /** A value as applications have them. */
  record Point(int x, String name) {}

  static List<Codec<Point>> json() {
    return List.of(
        Codec.json(Point.class),
        new Jackson3Codec<>(Point.class),
        new Jackson2Codec<>(Point.class));
  }

  @ParameterizedTest
  @MethodSource("json")
  void records_are_json_with_either_jackson(Codec<Point> codec) {
    var bytes = codec.encode(new Point(1, "ä"));

    assertThat(new String(bytes, UTF_8)).isEqualTo("{\"x\":1,\"name\":\"ä\"}");
    assertThat(codec.decode(bytes)).isEqualTo(new Point(1, "ä"));
    assertThat(codec.decode("{\"x\":2,\"name\":\"b\",\"new\":0}".getBytes(UTF_8)))
        .isEqualTo(new Point(2, "b"));
  }

  @Test
  void text_is_utf_8() {
    assertThat(Codec.string().encode("ä")).isEqualTo("ä".getBytes(UTF_8));
    assertThat(Codec.string().decode("ä".getBytes(UTF_8))).isEqualTo("ä");
  }

  @Test
  void messages_are_in_their_binary_form() {
    var codec = Codec.protobuf(StateItem.class);
    var item = StateItem.newBuilder().setKey("k").build();

    assertThat(codec.decode(codec.encode(item))).isEqualTo(item);
    assertThatIllegalArgumentException().isThrownBy(() -> Codec.protobuf(String.class));
  }
}
