package io.outrigger.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.runtime.config.ListenAddress;
import io.outrigger.runtime.server.ClientConnection;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Files that are larger than the sidecar: 300 MiB on this host and 64 MiB in each other type of
 * store, or 4 GiB and 2 GiB by {@code ./outrigger soak file}.
 */
@Tag("soak-file")
final class LargeFileIT {

  private static final boolean SOAK = Boolean.getBoolean("outrigger.soak");
  private static final long LOCAL_BYTES = SOAK ? 4L << 30 : 300L << 20;
  private static final long REMOTE_BYTES = SOAK ? 2L << 30 : 64L << 20;
  private static final long WARM_UP_BYTES = 64L << 20;
  private static final long MOST_GROWTH_BYTES = 64L << 20;

  @TempDir private Path directory;

  @Test
  void a_large_file_goes_through_a_small_heap_and_comes_back_the_same() throws Exception {
    try (var sidecar =
        SidecarProcess.start(directory, Standalone.config(directory), "OUTRIGGER_HEAP=64m")) {
      transfer("local", sidecar, LOCAL_BYTES);
    }
  }

  @ParameterizedTest
  @EnumSource(names = "ALIYUN", mode = EnumSource.Mode.EXCLUDE) // The same as S3 but for names.
  void so_it_does_in_every_type_of_store(FileBackend type) throws Exception {
    try (var backend = type.startForLargeFiles();
        var sidecar = type.sidecar(directory, backend, "OUTRIGGER_HEAP=64m")) {
      transfer(type.toString(), sidecar, REMOTE_BYTES);
    }
  }

  private static void transfer(String type, SidecarProcess sidecar, long bytes) throws Exception {
    try (var connection =
        new ClientConnection(ListenAddress.parse(sidecar.addresses().getFirst()), 4 << 20)) {
      FileTransfer.put(connection, "warm-up", WARM_UP_BYTES);
      FileTransfer.get(connection, "warm-up");
      var before = sidecar.residentBytes();

      var began = System.nanoTime();
      var sent = FileTransfer.put(connection, "large", bytes);
      var put = System.nanoTime() - began;
      var afterPut = sidecar.residentBytes();
      var received = FileTransfer.get(connection, "large");
      var got = System.nanoTime() - began - put;
      var after = Math.max(afterPut, sidecar.residentBytes());

      System.out.printf(
          Locale.ROOT,
          "large file, %s: %d MiB; PutFile %.0f MB/s, GetFile %.0f MB/s; resident %d MiB before,"
              + " %d MiB at most%n",
          type,
          bytes >> 20,
          bytes * 1e3 / put,
          bytes * 1e3 / got,
          before >> 20,
          after >> 20);
      assertThat(received).isEqualTo(sent);
      assertThat(after - before).isLessThan(MOST_GROWTH_BYTES);
    }
  }
}
