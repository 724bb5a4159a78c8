package io.outrigger.runtime.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outrigger.runtime.component.Instance;
import io.outrigger.runtime.component.Registry;
import io.outrigger.runtime.fake.FakeFileStore;
import io.outrigger.runtime.fake.Fakes;
import io.outrigger.spi.Bytes;
import io.outrigger.spi.DataSize;
import io.outrigger.spi.Kind.NoSettings;
import io.outrigger.spi.file.FileRequest;
import io.outrigger.spi.file.FileStore;
import io.outrigger.spi.file.ListRequest;
import io.outrigger.spi.file.ReadRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FileServiceTest {

  @ParameterizedTest
  @CsvSource({"65536, 65472", "4194304, 262144"})
  void a_piece_fits_into_a_message_and_has_256_kib_at_most(long message, int piece) {
    var pieces = new ArrayList<Integer>();

    service(message)
        .get(Fakes.call(), "f", ReadRequest.of("endless"), bytes -> take(bytes, pieces));

    assertThat(pieces).containsExactly(piece, piece, piece);
  }

  @Test
  void all_pieces_of_a_file_come_in_one_array() {
    var arrays = new ArrayList<byte[]>();
    var sizes = new ArrayList<Integer>();

    service(4 << 20)
        .get(
            Fakes.call(),
            "f",
            ReadRequest.of("endless"),
            bytes -> {
              arrays.add(bytes.unsafeArray());
              take(bytes, sizes);
            });

    assertThat(sizes).hasSize(3);
    assertThat(arrays).allSatisfy(array -> assertThat(array).isSameAs(arrays.getFirst()));
  }

  @Test
  void an_unknown_store_is_refused_in_the_words_of_the_api() {
    var service = service(4 << 20);

    assertThatThrownBy(() -> service.get(Fakes.call(), "x", ReadRequest.of("a"), bytes -> {}))
        .isInstanceOf(ServiceException.class)
        .hasMessage("not supported store type: x");
    assertThatThrownBy(() -> service.delete(Fakes.call(), "x", FileRequest.of("a")))
        .isInstanceOf(ServiceException.class)
        .hasMessage("not support store type: x");
  }

  @Test
  void a_negative_page_size_is_refused() {
    var request = new ListRequest(FileRequest.of(""), -1, "");

    assertThatThrownBy(() -> service(4 << 20).list(Fakes.call(), "f", request))
        .isInstanceOf(ServiceException.class)
        .hasMessage("page_size: -1 (expected: >= 0)");
  }

  /** Takes three pieces of a file that has no end. */
  private static void take(Bytes bytes, List<Integer> pieces) throws IOException {
    pieces.add(bytes.size());
    if (pieces.size() == 3) {
      throw new IOException("enough");
    }
  }

  private static FileService service(long maxMessageBytes) {
    var instance =
        new Instance<FileStore>(
            FileStore.KIND, "f", "fake", new NoSettings(), new FakeFileStore(), Fakes::inline);
    return new FileService(Registry.of(List.of(instance)), DataSize.ofBytes(maxMessageBytes));
  }
}
