package io.outrigger.hdfs;

import io.outrigger.runtime.component.Failures;
import io.outrigger.spi.Call;
import io.outrigger.spi.ComponentException;
import io.outrigger.spi.ErrorCode;
import io.outrigger.spi.file.FileFacts;
import io.outrigger.spi.file.FileRequest;
import io.outrigger.spi.file.ListRequest;
import io.outrigger.spi.file.ReadRequest;
import io.outrigger.testkit.Outcome;
import io.outrigger.testkit.TestContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** A store with short forms of its operations. */
final class HdfsFiles implements AutoCloseable {

  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private final TestContext context = new TestContext();
  private final HdfsFileStore store;

  private HdfsFiles(HdfsSettings settings) {
    store = new HdfsFileStore(settings, context);
  }

  /** A store that has not been started. */
  static HdfsFiles of(SettingsOf settings) {
    return new HdfsFiles(settings.build());
  }

  /** A started store. */
  static HdfsFiles started(SettingsOf settings) {
    var files = of(settings);
    Outcome.done(files.store::start);
    return files;
  }

  HdfsFileStore store() {
    return store;
  }

  TestContext context() {
    return context;
  }

  void put(String name, String text) {
    put(name, bytes(text), Map.of());
  }

  /** Writes a file, which must not fail. */
  void put(String name, InputStream content, Map<String, String> metadata) {
    Outcome.done(() -> putting(name, content, metadata));
  }

  ErrorCode putRefusal(String name, String text, Map<String, String> metadata) {
    return putFailure(name, bytes(text), metadata).code();
  }

  ErrorCode putRefusal(String name) {
    return putRefusal(name, "refused", Map.of());
  }

  /** How a put fails for the caller. */
  ComponentException putFailure(String name, InputStream content, Map<String, String> metadata) {
    return failure(() -> putting(name, content, metadata));
  }

  private CompletionStage<Void> putting(
      String name, InputStream content, Map<String, String> metadata) throws IOException {
    store.put(call(), new FileRequest(name, metadata), content);
    return CompletableFuture.completedFuture(null);
  }

  static InputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  String text(String name) {
    try (var content = open(name)) {
      return new String(content.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError("reading failed", e);
    }
  }

  InputStream open(String name) {
    return store.open(call(), ReadRequest.of(name));
  }

  ErrorCode openRefusal(String name) {
    return failure(() -> CompletableFuture.completedFuture(open(name))).code();
  }

  FileFacts stat(String name) {
    return Outcome.valueOf(() -> store.stat(call(), FileRequest.of(name)));
  }

  ErrorCode statRefusal(String name) {
    return failure(() -> store.stat(call(), FileRequest.of(name))).code();
  }

  boolean exists(String name) {
    return Outcome.of(() -> store.stat(call(), FileRequest.of(name))).succeeded();
  }

  void delete(String name) {
    Outcome.done(() -> store.delete(call(), FileRequest.of(name)));
  }

  ErrorCode deleteRefusal(String name) {
    return failure(() -> store.delete(call(), FileRequest.of(name))).code();
  }

  List<String> names(String prefix) {
    var page = Outcome.valueOf(() -> store.list(call(), ListRequest.of(prefix)));
    return page.files().stream().map(FileFacts::name).toList();
  }

  ErrorCode listRefusal(String prefix) {
    return failure(() -> store.list(call(), ListRequest.of(prefix))).code();
  }

  /** The failure of a start. */
  ComponentException startFailure() {
    return failure(store::start);
  }

  private static ComponentException failure(Callable<? extends CompletionStage<?>> operation) {
    try {
      var _ = operation.call().toCompletableFuture().get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
    } catch (Exception e) {
      return Failures.translate(e);
    }
    throw new AssertionError("the operation succeeded (expected: a failure)");
  }

  private static Call call() {
    return Call.within(TIMEOUT);
  }

  @Override
  public void close() {
    Outcome.done(store::close);
  }
}
