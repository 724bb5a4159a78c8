package io.outrigger.builtin.file;

import io.outrigger.spi.Call;
import io.outrigger.spi.ErrorCode;
import io.outrigger.spi.file.FileFacts;
import io.outrigger.spi.file.FilePage;
import io.outrigger.spi.file.FileRequest;
import io.outrigger.spi.file.ListRequest;
import io.outrigger.spi.file.ReadRequest;
import io.outrigger.testkit.Outcome;
import io.outrigger.testkit.TestContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A local store with short forms of its operations. */
final class LocalFiles {

  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private final LocalFileStore store;

  private LocalFiles(LocalFileStore store) {
    this.store = store;
  }

  /** A started store. */
  static LocalFiles started(Path root) {
    return started(new LocalFileSettings(root, false));
  }

  /** A started store. */
  static LocalFiles started(LocalFileSettings settings) {
    var store = new LocalFileStore(settings, new TestContext());
    Outcome.done(store::start);
    return new LocalFiles(store);
  }

  LocalFileStore store() {
    return store;
  }

  void put(String name, String text) {
    put(name, text, Map.of());
  }

  /** Writes a file with metadata, which must not fail. */
  void put(String name, String text, Map<String, String> metadata) {
    Outcome.done(() -> putting(name, text, metadata));
  }

  ErrorCode putRefusal(String name, Map<String, String> metadata) {
    return Outcome.translatedCodeOf(() -> putting(name, "refused", metadata));
  }

  Outcome<Void> attemptPut(String name, String text) {
    return attemptPut(name, text, Map.of());
  }

  Outcome<Void> attemptPut(String name, String text, Map<String, String> metadata) {
    return Outcome.of(() -> putting(name, text, metadata));
  }

  private CompletionStage<Void> putting(String name, String text, Map<String, String> metadata)
      throws IOException {
    var content = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    store.put(call(), new FileRequest(name, metadata), content);
    return CompletableFuture.completedFuture(null);
  }

  String text(String name) {
    try {
      return read(name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a file holds, or nothing when it cannot be read. */
  Optional<String> readable(String name) {
    try {
      return Optional.of(read(name));
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }

  private String read(String name) throws IOException {
    try (var content = store.open(call(), ReadRequest.of(name))) {
      return new String(content.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  ErrorCode openRefusal(String name) {
    return Outcome.translatedCodeOf(() -> CompletableFuture.completedFuture(read(name)));
  }

  FileFacts stat(String name) {
    return Outcome.valueOf(() -> store.stat(call(), FileRequest.of(name)));
  }

  ErrorCode statRefusal(String name) {
    return Outcome.translatedCodeOf(() -> store.stat(call(), FileRequest.of(name)));
  }

  void delete(String name) {
    Outcome.done(() -> store.delete(call(), FileRequest.of(name)));
  }

  Outcome<Void> attemptDelete(String name) {
    return Outcome.of(() -> store.delete(call(), FileRequest.of(name)));
  }

  ErrorCode deleteRefusal(String name) {
    return Outcome.translatedCodeOf(() -> store.delete(call(), FileRequest.of(name)));
  }

  List<String> names(String prefix) {
    return page(ListRequest.of(prefix)).files().stream().map(FileFacts::name).toList();
  }

  /** The names that begin with a prefix; none when the prefix is refused. */
  List<String> listable(String prefix) {
    try {
      var page = store.list(call(), ListRequest.of(prefix)).toCompletableFuture().join();
      return page.files().stream().map(FileFacts::name).toList();
    } catch (RuntimeException e) {
      return List.of();
    }
  }

  FilePage page(ListRequest request) {
    return Outcome.valueOf(() -> store.list(call(), request));
  }

  ErrorCode listRefusal(String prefix) {
    return listRefusal(ListRequest.of(prefix));
  }

  ErrorCode listRefusal(ListRequest request) {
    return Outcome.translatedCodeOf(() -> store.list(call(), request));
  }

  private static Call call() {
    return Call.within(TIMEOUT);
  }
}
