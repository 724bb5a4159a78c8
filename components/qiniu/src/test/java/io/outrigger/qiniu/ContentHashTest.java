package io.outrigger.qiniu;

import static org.assertj.core.api.Assertions.assertThat;

import com.qiniu.util.Etag;
import com.qiniu.util.EtagV2;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ContentHashTest {

  private static final int BLOCK = ContentHash.BLOCK_BYTES;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 100_000, BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK, 2 * BLOCK + 5})
  void it_is_the_hash_that_the_sdk_computes(int size) {
    var content = TestContent.bytes(size);

    assertThat(hash(content, size).value()).isEqualTo(Etag.data(content));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 8191, BLOCK - 1, BLOCK + 1})
  void it_does_not_matter_in_which_pieces_the_content_comes(int piece) {
    var content = TestContent.bytes(piece < 100 ? 1000 : 2 * BLOCK + 77);

    assertThat(hash(content, piece).value()).isEqualTo(Etag.data(content));
  }

  @ParameterizedTest
  @CsvSource({"1, 2", "1, 5", "2, 3", "3, 9", "4, 9", "5, 9", "8, 17", "8, 16"})
  void a_file_in_parts_has_the_hash_that_the_sdk_computes(int partMib, int sizeMib) {
    var content = TestContent.bytes((sizeMib << 20) + 77);
    int part = partMib << 20;
    var hash = new ContentHash.OfParts(part);
    for (int from = 0; from < content.length; from += part) {
      var bytes = Arrays.copyOfRange(content, from, Math.min(from + part, content.length));
      hash.update(bytes, bytes.length);
    }

    assertThat(hash.values()).contains(EtagV2.data(content, parts(content.length, part)));
  }

  @Test
  void other_etags_are_no_hashes_of_content() {
    var inParts = EtagV2.data(TestContent.bytes(3 << 20), parts(3 << 20, 1 << 20));

    assertThat(ContentHash.isContentHash(Etag.data(TestContent.bytes(10)))).isTrue();
    assertThat(ContentHash.isContentHash(Etag.data(TestContent.bytes(BLOCK + 1)))).isTrue();
    assertThat(ContentHash.isContentHash(inParts)).isFalse();
    assertThat(ContentHash.isContentHash("d41d8cd98f00b204e9800998ecf8427e")).isFalse();
    assertThat(ContentHash.isContentHash("")).isFalse();
    assertThat(ContentHash.isContentHash("!")).isFalse();
  }

  private static ContentHash hash(byte[] content, int piece) {
    var hash = new ContentHash();
    for (int from = 0; from < content.length; from += piece) {
      hash.update(content, from, Math.min(piece, content.length - from));
    }
    return hash;
  }

  private static long[] parts(int size, int part) {
    var parts = new long[(size + part - 1) / part];
    Arrays.fill(parts, part);
    parts[parts.length - 1] = size - (long) part * (parts.length - 1);
    return parts;
  }
}
