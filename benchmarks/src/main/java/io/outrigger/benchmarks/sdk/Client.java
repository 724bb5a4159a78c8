package io.outrigger.benchmarks.sdk;

import io.outrigger.client.AsyncStateStore;
import io.outrigger.client.FileStore;
import io.outrigger.client.OutriggerClient;
import io.outrigger.client.StateStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The client as its users have it. */
final class Client implements AutoCloseable {

  private static final int VALUE_BYTES = 16;
  private static final int BUFFER_BYTES = 64 << 10;

  private final OutriggerClient client;
  private final AsyncStateStore<byte[]> async;
  private final StateStore<byte[]> blocking;
  private final FileStore files;

  Client(int port) {
    client = OutriggerClient.builder().endpoint("127.0.0.1:" + port).build();
    async = client.async().state(Names.STORE);
    blocking = client.state(Names.STORE);
    files = client.files(Names.STORE);
  }

  /** Writes what is read over and over. */
  void prepare() {
    client.waitUntilReady(Duration.ofSeconds(30));
    blocking.save(Names.KEY, new byte[VALUE_BYTES]);
    files.put(Names.FILE, new ByteArrayInputStream(new byte[Names.FILE_BYTES]));
  }

  void get(Consumer<@Nullable Throwable> ended) {
    var _ = async.get(Names.KEY).whenComplete((entry, failure) -> ended.accept(failure));
  }

  void get() {
    var _ = blocking.get(Names.KEY);
  }

  long read() {
    var buffer = new byte[BUFFER_BYTES];
    var bytes = 0L;
    try (var content = files.get(Names.FILE)) {
      var count = content.read(buffer);
      while (count >= 0) {
        bytes += count;
        count = content.read(buffer);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes;
  }

  @Override
  public void close() {
    client.close();
  }
}
