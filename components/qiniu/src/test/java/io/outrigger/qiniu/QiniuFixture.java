package io.outrigger.qiniu;

import io.outrigger.qiniu.server.LocalQiniu;
import io.outrigger.runtime.component.Failures;
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
import java.io.InputStream;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A store and its server. The operations run as in the runtime: on virtual threads, with a limit.
 */
final class QiniuFixture implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final LocalQiniu server;
  private final TestContext context;
  private final QiniuFileStore store;
  private final Duration limit;

  private QiniuFixture(
      LocalQiniu server, TestContext context, QiniuSettings settings, Duration limit) {
    this.server = server;
    this.context = context;
    this.limit = limit;
    store = new QiniuFileStore(settings, context);
  }

  /** A store with the settings that a server needs. */
  static QiniuFixture start() {
    return start(LocalQiniu.start());
  }

  /** A store with a setting of the test's. */
  static QiniuFixture with(String component, Object value) {
    var server = LocalQiniu.start();
    return start(server, SettingsOf.server(server).with(component, value));
  }

  /** A store of a server. */
  static QiniuFixture start(LocalQiniu server) {
    return start(server, SettingsOf.server(server));
  }

  /** A store with settings of the test's. */
  static QiniuFixture start(LocalQiniu server, SettingsOf settings) {
    return new QiniuFixture(server, new TestContext(), settings.build(), LIMIT);
  }

  /** A store of a server whose calls have so much time. */
  static QiniuFixture within(Duration limit, LocalQiniu server) {
    return new QiniuFixture(server, new TestContext(), SettingsOf.server(server).build(), limit);
  }

  LocalQiniu server() {
    return server;
  }

  TestContext context() {
    return context;
  }

  QiniuFileStore store() {
    return store;
  }

  void put(String name, byte[] content) {
    put(name, Map.of(), content);
  }

  void put(String name, Map<String, String> metadata, byte[] content) {
    Outcome.done(() -> putting(name, metadata, new ByteArrayInputStream(content)));
  }

  void put(String name, InputStream content) {
    Outcome.done(() -> putting(name, Map.of(), content));
  }

  ComponentException putFailure(String name, InputStream content) {
    return putFailure(name, Map.of(), content);
  }

  ComponentException putFailure(String name, Map<String, String> metadata, InputStream content) {
    return translated(() -> putting(name, metadata, content));
  }

  private CompletionStage<Void> putting(
      String name, Map<String, String> metadata, InputStream content) {
    return context.<Void>blocking(
        call(),
        () -> {
          store.put(call(), new FileRequest(name, metadata), content);
          return null;
        });
  }

  byte[] bytes(String name) {
    return bytes(name, ByteRange.all());
  }

  byte[] bytes(String name, ByteRange range) {
    return Outcome.valueOf(() -> reading(name, range));
  }

  ComponentException readFailure(String name) {
    return readFailure(name, ByteRange.all());
  }

  ComponentException readFailure(String name, ByteRange range) {
    return translated(() -> reading(name, range));
  }

  private CompletionStage<byte[]> reading(String name, ByteRange range) {
    return context.blocking(
        call(),
        () -> {
          try (var content = store.open(call(), ReadRequest.of(name, range))) {
            return content.readAllBytes();
          }
        });
  }

  FileFacts stat(String name) {
    return Outcome.valueOf(() -> store.stat(call(), FileRequest.of(name)));
  }

  ComponentException statFailure(String name) {
    return translated(() -> store.stat(call(), FileRequest.of(name)));
  }

  void delete(String name) {
    Outcome.done(() -> store.delete(call(), FileRequest.of(name)));
  }

  ComponentException deleteFailure(String name) {
    return translated(() -> store.delete(call(), FileRequest.of(name)));
  }

  FilePage list(String prefix, int size, String marker) {
    return Outcome.valueOf(
        () -> store.list(call(), new ListRequest(FileRequest.of(prefix), size, marker)));
  }

  ComponentException listFailure(String prefix, int size, String marker) {
    return translated(
        () -> store.list(call(), new ListRequest(FileRequest.of(prefix), size, marker)));
  }

  ComponentException startFailure() {
    return translated(store::start);
  }

  /** What the runtime makes of a failure. */
  private static ComponentException translated(Callable<? extends CompletionStage<?>> operation) {
    var failure = new CompletableFuture<ComponentException>();
    var outcome =
        Outcome.of(() -> {
          try {
            return operation.call().whenComplete((_, e) -> complete(failure, e));
          } catch (Exception e) {
            complete(failure, e);
            throw e;
          }
        });
    if (outcome.succeeded()) {
      throw new AssertionError("the operation succeeded (expected: a failure)");
    }
    return failure.join();
  }

  private static void complete(
      CompletableFuture<ComponentException> target, @Nullable Throwable failure) {
    if (failure != null) {
      target.complete(Failures.translate(failure));
    }
  }

  Call call() {
    return Call.within(limit);
  }

  @Override
  public void close() {
    Outcome.done(store::close);
    context.close();
    server.close();
  }
}
