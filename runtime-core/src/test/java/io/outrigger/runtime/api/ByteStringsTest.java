package io.outrigger.runtime.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.outrigger.spi.Bytes;
import org.junit.jupiter.api.Test;

final class ByteStringsTest {

  private static final byte[] ARRAY = {0, 1, 2, 3, 4, 5};

  @Test
  void bytes_become_a_string_without_a_copy_and_back() {
    var bytes = Bytes.wrap(ARRAY, 2, 3);

    var back = ByteStrings.fromProto(ByteStrings.toProto(bytes));

    assertThat(back).isEqualTo(bytes);
    assertThat(back.unsafeArray()).isSameAs(ARRAY);
    assertThat(back.arrayOffset()).isEqualTo(2);
  }

  @Test
  void a_string_of_several_pieces_is_put_together() {
    var half = ByteString.copyFrom(new byte[200]);

    assertThat(ByteStrings.fromProto(half.concat(half))).isEqualTo(Bytes.wrap(new byte[400]));
  }

  @Test
  void an_empty_string_is_no_bytes() {
    assertThat(ByteStrings.fromProto(ByteString.EMPTY)).isEqualTo(Bytes.empty());
  }
}
