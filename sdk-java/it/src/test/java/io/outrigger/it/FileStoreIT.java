package io.outrigger.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.outrigger.client.ErrorCode;
import io.outrigger.client.FileInfo;
import io.outrigger.client.FileOptions;
import io.outrigger.client.FileStore;
import io.outrigger.client.OutriggerException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** Files over TCP and over a Unix socket. */
@ParameterizedClass
@ValueSource(ints = {0, 1})
final class FileStoreIT {

  private static Clients clients;

  private final FileStore files;
  private final String own;
  @TempDir private Path directory;

  FileStoreIT(int address) {
    files = clients.get(address).files("files");
    own = "address" + address + "/";
  }

  @BeforeAll
  static void start() {
    clients = new Clients();
  }

  @AfterAll
  static void stop() {
    clients.close();
  }

  @Test
  void a_file_comes_back_as_it_went() throws IOException {
    var content = random(3_000_001);
    var put = new ArrayList<Long>();
    var got = new ArrayList<Long>();
    files.put(own + "big", stream(content), FileOptions.DEFAULT.progress(put::add));

    try (var read = files.get(own + "big", FileOptions.DEFAULT.progress(got::add))) {
      assertThat(read.readAllBytes()).isEqualTo(content);
    }
    assertThat(put).isSorted().hasSizeGreaterThan(5).endsWith(3_000_001L);
    assertThat(got).isSorted().hasSizeGreaterThan(5).endsWith(3_000_001L);
  }

  @Test
  void an_empty_file_is_a_file() throws IOException {
    files.put(own + "empty", stream(new byte[0]));

    try (var read = files.get(own + "empty")) {
      assertThat(read.read()).isEqualTo(-1);
    }
    assertThat(files.stat(own + "empty").sizeBytes()).isZero();
  }

  @Test
  void local_files_go_and_come() throws IOException {
    var source = Files.writeString(directory.resolve("source"), "hello world");
    var target = directory.resolve("target");
    var other = Files.writeString(directory.resolve("target.part"), "somebody else's");
    files.put(own + "local", source);
    files.get(own + "local", target);

    assertThat(target).hasContent("hello world");
    assertThat(other).hasContent("somebody else's");
    try (var left = Files.list(directory)) {
      assertThat(left).containsExactlyInAnyOrder(source, target, other);
    }
  }

  @Test
  void a_target_stays_as_it_was_when_there_is_no_file() throws IOException {
    var target = Files.writeString(directory.resolve("target"), "old");

    assertThat(failure(() -> files.get(own + "none", target)).code())
        .isEqualTo(ErrorCode.NOT_FOUND);
    assertThat(target).hasContent("old");
  }

  @Test
  void a_part_of_a_file_can_be_read() throws IOException {
    files.put(own + "part", stream("hello world".getBytes(UTF_8)));

    try (var read = files.get(own + "part", FileOptions.DEFAULT.range(6, 10))) {
      assertThat(read.readAllBytes()).asString(UTF_8).isEqualTo("world");
    }
  }

  @Test
  void a_file_can_be_looked_at_and_removed() {
    files.put(own + "seen", stream(new byte[7]));

    var seen = files.stat(own + "seen");
    assertThat(seen.sizeBytes()).isEqualTo(7);
    assertThat(seen.modified().orElseThrow()).isAfter(Instant.now().minusSeconds(60));
    assertThat(seen.metadata()).containsEntry("IsDir", "false");
    files.delete(own + "seen");
    files.delete(own + "seen");
    var failure = failure(() -> files.stat(own + "seen"));
    assertThat(failure.code()).isEqualTo(ErrorCode.NOT_FOUND);
    assertThat(failure.key()).contains(own + "seen");
    assertThat(failure(() -> files.get(own + "seen")).code()).isEqualTo(ErrorCode.NOT_FOUND);
  }

  @Test
  void a_list_goes_on_from_page_to_page() {
    IntStream.range(0, 1100)
        .forEach(i -> files.put(own + "list/%04d".formatted(i), stream(new byte[0])));

    try (var list = files.list(own + "list/")) {
      assertThat(list.map(FileInfo::name))
          .hasSize(1100)
          .isSorted()
          .startsWith(own + "list/0000")
          .endsWith(own + "list/1099");
    }
    try (var none = files.list(own + "nothing/")) {
      assertThat(none).isEmpty();
    }
  }

  @Test
  void a_source_that_fails_leaves_nothing() {
    var failing =
        new SequenceInputStream(
            stream(random(600_000)),
            new InputStream() {
              @Override
              public int read() throws IOException {
                throw new IOException("the disk is gone");
              }

              @Override
              public int read(byte[] into, int offset, int length) throws IOException {
                throw new IOException("the disk is gone");
              }
            });

    assertThatThrownBy(() -> files.put(own + "half", failing))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("the disk is gone");
    await().until(() -> failure(() -> files.stat(own + "half")).code() == ErrorCode.NOT_FOUND);
  }

  @Test
  void a_reader_who_leaves_early_leaves_the_connection_as_it_was() throws IOException {
    files.put(own + "long", stream(random(5_000_000)));
    for (var i = 0; i < 20; i++) {
      try (var read = files.get(own + "long")) {
        assertThat(read.readNBytes(10)).hasSize(10);
      }
    }

    assertThat(files.stat(own + "long").sizeBytes()).isEqualTo(5_000_000);
  }

  @Test
  void a_name_that_leaves_the_store_is_refused_while_its_content_is_on_its_way() {
    var failure = failure(() -> files.put("../out", stream(random(5_000_000))));

    assertThat(failure.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT);
    assertThat(failure.key()).contains("../out");
  }

  private static ByteArrayInputStream stream(byte[] content) {
    return new ByteArrayInputStream(content);
  }

  private static byte[] random(int size) {
    var bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  private static OutriggerException failure(Runnable call) {
    return catchThrowableOfType(OutriggerException.class, call::run);
  }
}
