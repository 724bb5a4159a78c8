package io.outrigger.tencentcos;

import io.outrigger.runtime.component.Failures;
import io.outrigger.spi.Call;
import io.outrigger.spi.ComponentException;
import io.outrigger.spi.file.FileFacts;
import io.outrigger.spi.file.FilePage;
import io.outrigger.spi.file.FileRequest;
import io.outrigger.spi.file.ListRequest;
import io.outrigger.spi.file.ReadRequest;
import io.outrigger.testkit.Outcome;
import io.outrigger.testkit.TestContext;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A store with short forms of its operations, each within a deadline as the runtime sets it. Safe
 * for use by many threads.
 */
final class CosFiles implements AutoCloseable {

  /** More than three parts. */
  static final int BIG = (3 << 20) + 7;

  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final TestContext context = new TestContext();
  private final PartMemory memory;
  private final CosFileStore store;
  private final Duration deadline;

  private CosFiles(CosSettings settings, PartMemory memory, Duration deadline) {
    this.memory = memory;
    store = new CosFileStore(settings, context, memory);
    this.deadline = deadline;
  }

  /** A store that has not been started. */
  static CosFiles of(TestSettings settings) {
    return of(settings, LIMIT);
  }

  /** A store that has not been started, whose operations have less time. */
  static CosFiles of(TestSettings settings, Duration deadline) {
    var built = settings.build();
    return new CosFiles(built, PartMemory.ofHeap(built.partBytes()), deadline);
  }

  /** A store that has not been started, with so much memory for parts. */
  static CosFiles of(TestSettings settings, PartMemory memory) {
    return new CosFiles(settings.build(), memory, LIMIT);
  }

  /** The same, started. */
  CosFiles started() {
    Outcome.done(store::start);
    return this;
  }

  CosFileStore store() {
    return store;
  }

  PartMemory memory() {
    return memory;
  }

  /** Bytes that differ with their number. */
  static byte[] bytes(int size) {
    var bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  void put(String name, byte[] content) {
    put(name, content, Map.of());
  }

  void put(String name, byte[] content, Map<String, String> metadata) {
    put(name, new ByteArrayInputStream(content), metadata);
  }

  void put(String name, InputStream content, Map<String, String> metadata) {
    var _ =
        within(call -> {
          store.put(call, new FileRequest(name, metadata), content);
          return true;
        });
  }

  byte[] get(String name) {
    return get(ReadRequest.of(name));
  }

  byte[] get(ReadRequest request) {
    return within(call -> {
      try (var content = store.open(call, request)) {
        return content.readAllBytes();
      }
    });
  }

  FilePage list(String prefix) {
    return within(call -> store.list(call, ListRequest.of(prefix)).toCompletableFuture().get());
  }

  FileFacts stat(String name) {
    return within(call -> store.stat(call, FileRequest.of(name)).toCompletableFuture().get());
  }

  boolean delete(String name) {
    return within(call -> {
      store.delete(call, FileRequest.of(name)).toCompletableFuture().get();
      return true;
    });
  }

  /** The failure of an operation, with the code that the runtime gives it. */
  static ComponentException failureOf(Callable<?> operation) {
    try {
      var result = operation.call();
      throw new AssertionError("answered " + result + " (expected: a failure)");
    } catch (Exception e) {
      return Failures.translate(e);
    }
  }

  /** The failure of an operation that answers nothing. */
  static ComponentException failureOf(Runnable operation) {
    return failureOf(() -> {
      operation.run();
      return true;
    });
  }

  /** Work that is given the call. */
  private interface Work<T> {

    T run(Call call) throws Exception;
  }

  private <T> T within(Work<T> work) {
    var call = Call.within(deadline);
    return result(context.blocking(call, () -> work.run(call)).toCompletableFuture());
  }

  private static <T> T result(CompletableFuture<T> running) {
    try {
      return running.get(30, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw Failures.translate(e);
    } catch (InterruptedException | TimeoutException e) {
      throw new AssertionError("an operation does not end", e);
    }
  }

  @Override
  public void close() {
    Outcome.done(store::close);
    context.close();
  }
}
