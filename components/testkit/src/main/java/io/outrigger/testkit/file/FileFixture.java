package io.outrigger.testkit.file;

import io.outrigger.runtime.component.Failures;
import io.outrigger.spi.Call;
import io.outrigger.spi.ErrorCode;
import io.outrigger.spi.file.ByteRange;
import io.outrigger.spi.file.FileFacts;
import io.outrigger.spi.file.FilePage;
import io.outrigger.spi.file.FileRequest;
import io.outrigger.spi.file.FileStore;
import io.outrigger.spi.file.ListRequest;
import io.outrigger.spi.file.ReadRequest;
import io.outrigger.testkit.Outcome;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A started store with short forms of its operations. What they are given and answer are names
 * without the prefix of the test. Safe for use by many threads.
 */
final class FileFixture {

  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private final FileStore store;
  private final String prefix = UUID.randomUUID().toString().substring(0, 8) + "-t/";

  FileFixture(FileStore store) {
    this.store = store;
  }

  /** The text of a sample that makes, with the prefix of the test, a name the store takes. */
  String nameOf(SampleName sample, int longestName) {
    return sample.text(longestName - prefix.length());
  }

  /** Writes a text, which must not fail. */
  void put(String name, String text) {
    put(name, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes a file, which must not fail. */
  void put(String name, byte[] content) {
    put(name, new ByteArrayInputStream(content));
  }

  /** Writes a file, which must not fail. */
  void put(String name, InputStream content) {
    attemptPut(name, content)
        .ifPresent(failure -> {
          throw new AssertionError("the put of \"" + name + "\" failed", failure);
        });
  }

  /** Writes a file, and answers how that failed. */
  Optional<Throwable> attemptPut(String name, InputStream content) {
    try {
      store.put(call(), FileRequest.of(prefix + name), content);
      return Optional.empty();
    } catch (IOException | RuntimeException e) {
      return Optional.of(e);
    }
  }

  /** Opens a file, which must not fail. */
  InputStream open(String name) {
    return Outcome.valueOf(() -> completed(() -> store.open(call(), whole(name))));
  }

  byte[] bytes(String name) {
    return bytes(name, ByteRange.all());
  }

  byte[] bytes(String name, ByteRange range) {
    return Outcome.valueOf(() -> completed(() -> read(name, range)));
  }

  String text(String name) {
    return new String(bytes(name), StandardCharsets.UTF_8);
  }

  /** The code that a reading fails with. */
  ErrorCode openRefusal(String name) {
    return Outcome.translatedCodeOf(() -> completed(() -> store.open(call(), whole(name))));
  }

  ErrorCode putRefusal(String name) {
    var failure = attemptPut(name, InputStream.nullInputStream());
    return Failures.translate(
            failure.orElseThrow(() -> new AssertionError("the put of \"" + name + "\" succeeded")))
        .code();
  }

  FileFacts stat(String name) {
    return Outcome.valueOf(() -> store.stat(call(), FileRequest.of(prefix + name)));
  }

  ErrorCode statRefusal(String name) {
    return Outcome.translatedCodeOf(() -> store.stat(call(), FileRequest.of(prefix + name)));
  }

  /** True when there is such a file. */
  boolean exists(String name) {
    var outcome = Outcome.of(() -> store.stat(call(), FileRequest.of(prefix + name)));
    if (outcome.succeeded() || outcome.failedWith(ErrorCode.NOT_FOUND)) {
      return outcome.succeeded();
    }
    throw new AssertionError("the stat " + outcome + " (expected: success or NOT_FOUND)");
  }

  void delete(String name) {
    Outcome.done(() -> store.delete(call(), FileRequest.of(prefix + name)));
  }

  ErrorCode deleteRefusal(String name) {
    return Outcome.translatedCodeOf(() -> store.delete(call(), FileRequest.of(prefix + name)));
  }

  FilePage page(String namePrefix, int size, String marker) {
    var request = new ListRequest(FileRequest.of(prefix + namePrefix), size, marker);
    return Outcome.valueOf(() -> store.list(call(), request));
  }

  ErrorCode listRefusal(String namePrefix) {
    return Outcome.translatedCodeOf(() -> store.list(call(), ListRequest.of(prefix + namePrefix)));
  }

  /** All names that begin with a prefix, page by page. */
  List<String> names(String namePrefix, int pageSize) {
    var names = new ArrayList<String>();
    var page = page(namePrefix, pageSize, "");
    names.addAll(names(page));
    while (page.isTruncated()) {
      page = page(namePrefix, pageSize, page.marker());
      names.addAll(names(page));
    }
    return names;
  }

  /** All names that begin with a prefix. */
  List<String> names(String namePrefix) {
    return names(namePrefix, 0);
  }

  /** The names of one page. */
  List<String> names(FilePage page) {
    return page.files().stream().map(this::name).toList();
  }

  /** The name of a file as the test calls it. */
  String name(FileFacts facts) {
    if (!facts.name().startsWith(prefix)) {
      throw new AssertionError(
          "name: \"" + facts.name() + "\" (expected: one that begins with " + prefix + ')');
    }
    return facts.name().substring(prefix.length());
  }

  private byte[] read(String name, ByteRange range) throws IOException {
    try (var content = store.open(call(), ReadRequest.of(prefix + name, range))) {
      return content.readAllBytes();
    }
  }

  private ReadRequest whole(String name) {
    return ReadRequest.of(prefix + name);
  }

  private static <T> CompletionStage<T> completed(Callable<T> work) throws Exception {
    return CompletableFuture.completedFuture(work.call());
  }

  private static Call call() {
    return Call.within(TIMEOUT);
  }
}
