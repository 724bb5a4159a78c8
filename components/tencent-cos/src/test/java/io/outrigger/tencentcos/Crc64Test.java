package io.outrigger.tencentcos;

import static org.assertj.core.api.Assertions.assertThat;

import com.qcloud.cos.utils.CRC64;
import io.outrigger.testkit.Seed;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class Crc64Test {

  @Test
  void the_check_value_of_the_catalogue_of_checksums_comes_out() {
    var checksum = new Crc64();
    checksum.update("123456789".getBytes(StandardCharsets.US_ASCII), 0, 9);

    assertThat(checksum.value()).isEqualTo(Long.toUnsignedString(0x995DC9BBDF1939FAL));
  }

  @Test
  void nothing_has_the_checksum_0() {
    assertThat(new Crc64().value()).isEqualTo("0");
  }

  @Test
  void it_is_that_of_the_sdk_however_the_bytes_are_cut() {
    Seed.run(random -> {
      var bytes = new byte[random.nextInt(1, 500)];
      random.nextBytes(bytes);
      var checksum = new Crc64();
      for (int at = 0; at < bytes.length; ) {
        int count = random.nextInt(1, bytes.length - at + 1);
        checksum.update(bytes, at, count);
        at += count;
      }
      var expected = new CRC64();
      expected.update(bytes, bytes.length);

      assertThat(checksum.value()).isEqualTo(Long.toUnsignedString(expected.getValue()));
    });
  }
}
