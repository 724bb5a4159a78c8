package io.outrigger.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import org.junit.jupiter.api.Test;

final class BytesTest {

  private static final byte[] ARRAY = {9, 1, 2, 3, 9};

  @Test
  void a_part_of_an_array_is_not_copied() {
    var bytes = Bytes.wrap(ARRAY, 1, 3);

    assertThat(bytes.unsafeArray()).isSameAs(ARRAY);
    assertThat(bytes.arrayOffset()).isEqualTo(1);
    assertThat(bytes.size()).isEqualTo(3);
    assertThat(bytes.toArray()).containsExactly(1, 2, 3);
  }

  @Test
  void a_part_outside_the_array_is_refused() {
    assertThatThrownBy(() -> Bytes.wrap(ARRAY, 3, 3)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void equal_bytes_are_equal_wherever_they_stand() {
    assertThat(Bytes.wrap(ARRAY, 1, 3))
        .isEqualTo(Bytes.wrap(new byte[] {1, 2, 3}))
        .hasSameHashCodeAs(Bytes.wrap(new byte[] {1, 2, 3}))
        .isNotEqualTo(Bytes.wrap(ARRAY, 0, 3));
  }

  @Test
  void the_view_is_read_only_and_holds_the_part_only() {
    ByteBuffer view = Bytes.wrap(ARRAY, 1, 3).asByteBuffer();

    assertThat(view.remaining()).isEqualTo(3);
    assertThat(view.get(0)).isEqualTo((byte) 1);
    assertThatThrownBy(() -> view.put((byte) 0)).isInstanceOf(ReadOnlyBufferException.class);
  }

  @Test
  void text_comes_back() {
    assertThat(Bytes.utf8("Grüße").toUtf8()).isEqualTo("Grüße");
  }

  @Test
  void the_content_is_not_printed() {
    assertThat(Bytes.utf8("secret")).hasToString("Bytes[6]");
  }
}
