package io.outrigger.objectstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outrigger.testkit.Seed;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PartReaderTest {

  private static final int PART = 5 << 20;

  @ParameterizedTest
  @CsvSource({
    "0, 10, '0'",
    "1, 10, '1'",
    "9, 10, '9'",
    "10, 10, '10'",
    "11, 10, '10 1'",
    "20, 10, '10 10'",
    "21, 10, '10 10 1'",
    "65536, 65536, '65536'",
    "65537, 5242880, '65537'",
    "1048577, 5242880, '1048577'",
    "5242880, 5242880, '5242880'",
    "5242881, 5242880, '5242880 1'"
  })
  void content_comes_in_parts(int size, int partBytes, String lengths) throws IOException {
    var reader = new PartReader(content(size), partBytes, OptionalLong.empty());

    assertThat(lengths(reader)).isEqualTo(lengths);
  }

  @Test
  void the_parts_together_are_the_content() {
    Seed.run(random -> {
      for (int i = 0; i < 200; i++) {
        var content = new byte[random.nextInt(300_000)];
        random.nextBytes(content);
        int partBytes = random.nextInt(1, 200_000);
        var reader = new PartReader(dripping(content), partBytes, OptionalLong.empty());

        assertThat(joined(reader)).isEqualTo(content);
      }
    });
  }

  @Test
  void one_buffer_serves_all_parts() throws IOException {
    var reader = new PartReader(content(4 * PART), PART, OptionalLong.empty());
    var buffers = new ArrayList<byte[]>();
    PartReader.Part part;
    do {
      part = reader.next();
      buffers.add(part.buffer());
    } while (!part.isLast());

    assertThat(buffers).hasSize(4);
    assertThat(buffers.getFirst()).hasSize(PART);
    assertThat(buffers.subList(1, 4))
        .allSatisfy(buffer -> assertThat(buffer).isSameAs(buffers.getFirst()));
  }

  @Test
  void a_small_file_has_a_small_buffer() throws IOException {
    var reader = new PartReader(content(1000), PART, OptionalLong.empty());

    assertThat(reader.next().buffer()).hasSize(64 << 10);
  }

  @Test
  void content_as_long_as_declared_passes() throws IOException {
    assertThat(lengths(new PartReader(content(25), 10, OptionalLong.of(25)))).isEqualTo("10 10 5");
  }

  @Test
  void shorter_content_than_declared_fails_at_its_end() {
    var reader = new PartReader(content(5), 10, OptionalLong.of(6));

    assertThatIllegalArgumentException()
        .isThrownBy(reader::next)
        .withMessage("metadata: filesize: 6 (expected: the content's length, 5)");
  }

  @Test
  void longer_content_than_declared_fails_with_the_part_that_shows_it() throws IOException {
    var reader = new PartReader(content(30), 10, OptionalLong.of(15));
    var _ = reader.next();

    assertThatIllegalArgumentException()
        .isThrownBy(reader::next)
        .withMessage("metadata: filesize: 15 (expected: the content's length, at least 21)");
  }

  @Test
  void content_that_fails_is_passed_on() {
    var failure = new IOException("broken");
    var reader =
        new PartReader(
            new InputStream() {
              @Override
              public int read() throws IOException {
                throw failure;
              }

              @Override
              public int read(byte[] target, int offset, int length) throws IOException {
                throw failure;
              }
            },
            10,
            OptionalLong.empty());

    assertThatThrownBy(reader::next).isSameAs(failure);
  }

  private static InputStream content(int size) {
    return new ByteArrayInputStream(new byte[size]);
  }

  /** Gives at most 1,000 bytes at a time. */
  private static InputStream dripping(byte[] content) {
    return new ByteArrayInputStream(content) {
      @Override
      public int readNBytes(byte[] target, int offset, int length) {
        int read = 0;
        while (read < length && available() > 0) {
          read += read(target, offset + read, Math.min(1000, length - read));
        }
        return read;
      }
    };
  }

  private static String lengths(PartReader reader) throws IOException {
    var lengths = new ArrayList<String>();
    PartReader.Part part;
    do {
      part = reader.next();
      lengths.add(Integer.toString(part.length()));
    } while (!part.isLast());
    return String.join(" ", List.copyOf(lengths));
  }

  private static byte[] joined(PartReader reader) {
    var joined = new ByteArrayOutputStream();
    try {
      PartReader.Part part;
      do {
        part = reader.next();
        joined.write(part.buffer(), 0, part.length());
      } while (!part.isLast());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return joined.toByteArray();
  }
}
