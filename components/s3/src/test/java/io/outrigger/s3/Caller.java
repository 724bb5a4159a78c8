package io.outrigger.s3;

import io.outrigger.runtime.component.Failures;
import io.outrigger.s3.server.SettingsOf;
import io.outrigger.spi.Call;
import io.outrigger.spi.ComponentException;
import io.outrigger.spi.file.ByteRange;
import io.outrigger.spi.file.FileFacts;
import io.outrigger.spi.file.FilePage;
import io.outrigger.spi.file.FileRequest;
import io.outrigger.spi.file.ListRequest;
import io.outrigger.spi.file.ReadRequest;
import io.outrigger.testkit.Outcome;
import io.outrigger.testkit.TestContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.function.Executable;

/** A started store, and short forms of its operations. Safe for use by many threads. */
final class Caller implements AutoCloseable {

  private final TestContext context = new TestContext();
  private final S3FileStore store;

  private Caller(Flavor flavor, S3Settings settings) {
    store = new S3FileStore(flavor, settings, context);
  }

  /** One whose store has started. */
  static Caller of(Flavor flavor, SettingsOf settings) {
    var caller = new Caller(flavor, settings.build());
    Outcome.done(caller.store::start);
    return caller;
  }

  /** The failure of a store that does not start. */
  static ComponentException startFailure(Flavor flavor, SettingsOf settings) {
    try (var caller = new Caller(flavor, settings.build())) {
      return Outcome.failureOf(caller.store::start);
    }
  }

  S3FileStore store() {
    return store;
  }

  /** Content that is not all zeros. */
  static byte[] bytes(int size) {
    var bytes = new byte[size];
    for (int i = 0; i < size; i++) {
      bytes[i] = (byte) (i * 31 + (i >> 8));
    }
    return bytes;
  }

  void put(String name, byte[] content) throws IOException {
    put(name, Map.of(), new ByteArrayInputStream(content));
  }

  void put(String name, Map<String, String> metadata, InputStream content) throws IOException {
    store.put(call(), new FileRequest(name, metadata), content);
  }

  byte[] read(String name) throws IOException {
    return read(name, ByteRange.all());
  }

  byte[] read(String name, ByteRange range) throws IOException {
    try (var content = open(name, range)) {
      return content.readAllBytes();
    }
  }

  InputStream open(String name, ByteRange range) throws IOException {
    return store.open(call(), ReadRequest.of(name, range));
  }

  FileFacts stat(String name) {
    return Outcome.valueOf(() -> store.stat(call(), FileRequest.of(name)));
  }

  FilePage list(String prefix, int size, String marker) {
    return Outcome.valueOf(
        () -> store.list(call(), new ListRequest(FileRequest.of(prefix), size, marker)));
  }

  void delete(String name) {
    Outcome.done(() -> store.delete(call(), FileRequest.of(name)));
  }

  /** What the runtime makes of the failure of something that must fail. */
  static ComponentException failureOf(Executable operation) {
    try {
      operation.execute();
    } catch (Throwable e) {
      return Failures.translate(e);
    }
    throw new AssertionError("it succeeded (expected: a failure)");
  }

  /** Waits for the end of a stage, and throws what it failed with. */
  static void join(CompletionStage<?> stage) {
    var _ = stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
  }

  /** Does something on a virtual thread, as the runtime does. */
  static Running start(Executable operation) {
    var end = new CompletableFuture<Optional<Throwable>>();
    var thread =
        Thread.startVirtualThread(() -> {
          try {
            operation.execute();
            end.complete(Optional.empty());
          } catch (Throwable e) {
            end.complete(Optional.of(e));
          }
        });
    return new Running(thread, end);
  }

  /** Something that goes on. */
  record Running(Thread thread, CompletableFuture<Optional<Throwable>> end) {

    /** Interrupts it, and tells how it failed. */
    ComponentException interrupt() {
      thread.interrupt();
      return failure();
    }

    /** Waits for its end, and tells how it failed. */
    ComponentException failure() {
      return Failures.translate(ended().orElseThrow(() -> new AssertionError("it succeeded")));
    }

    /** Waits for its end, which must be no failure. */
    void success() {
      ended()
          .ifPresent(failure -> {
            throw new AssertionError(failure);
          });
    }

    private Optional<Throwable> ended() {
      return end.orTimeout(10, TimeUnit.SECONDS).join();
    }
  }

  static Call call() {
    return Call.within(Duration.ofSeconds(20));
  }

  /** Content that ends with a failure. */
  static InputStream failing(int size, IOException failure) {
    return new InputStream() {
      private int left = size;

      @Override
      public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0];
      }

      @Override
      public int read(byte[] target, int offset, int length) throws IOException {
        if (left == 0) {
          throw failure;
        }
        int count = Math.min(left, length);
        Arrays.fill(target, offset, offset + count, (byte) 'f');
        left -= count;
        return count;
      }
    };
  }

  @Override
  public void close() {
    Outcome.done(store::close);
    context.close();
  }
}
