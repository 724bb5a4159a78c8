package io.outrigger.runtime.service;

import io.outrigger.runtime.component.Instance;
import io.outrigger.runtime.component.Registry;
import io.outrigger.spi.Bytes;
import io.outrigger.spi.Call;
import io.outrigger.spi.file.FileFacts;
import io.outrigger.spi.file.FilePage;
import io.outrigger.spi.file.FileRequest;
import io.outrigger.spi.file.FileStore;
import io.outrigger.spi.file.ListRequest;
import io.outrigger.spi.file.ReadRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletionStage;

/**
 * The building block "file": streams in and out, each on a virtual thread of its own, in pieces of
 * {@value #PIECE_BYTES} bytes.
 *
 * <p>Every method throws {@link ServiceException} when the store is unknown or the request is
 * refused.
 */
public final class FileService {

  /** How many bytes are read and handed on at once. */
  public static final int PIECE_BYTES = 256 * 1024;

  private static final Instances.Words WORDS =
      new Instances.Words("file store is not configured", "not support store type: %s");

  private final Instances<Instance<FileStore>> stores;

  /** Serves the file stores of a registry. */
  public FileService(Registry registry) {
    stores = Instances.of(WORDS, registry.of(FileStore.KIND), instance -> instance);
  }

  /** Takes the pieces of a file, and may block while its taker does not want more. */
  @FunctionalInterface
  public interface Pieces {

    /** Takes a piece, which nobody changes later. */
    void accept(Bytes piece) throws IOException;
  }

  /** Hands the pieces of a file on, none for an empty one; the stage ends after the last. */
  public CompletionStage<Void> get(Call call, String store, ReadRequest request, Pieces pieces) {
    var instance = stores.get(store);
    return instance
        .blocking()
        .run(
            call,
            () -> {
              try (var content = instance.component().open(call, request)) {
                copy(content, pieces);
              }
              return null;
            });
  }

  private static void copy(InputStream content, Pieces pieces) throws IOException {
    for (var piece = content.readNBytes(PIECE_BYTES);
        piece.length > 0;
        piece = content.readNBytes(PIECE_BYTES)) {
      pieces.accept(Bytes.wrap(piece));
    }
  }

  /** Writes a file to the end of {@code content}, which is closed in the end. */
  public CompletionStage<Void> put(
      Call call, String store, FileRequest request, InputStream content) {
    var instance = stores.get(store);
    return instance
        .blocking()
        .run(
            call,
            () -> {
              try (content) {
                instance.component().put(call, request, content);
              }
              return null;
            });
  }

  /** A page of the names that begin with a prefix. */
  public CompletionStage<FilePage> list(Call call, String store, ListRequest request) {
    var instance = stores.get(store);
    if (request.pageSize() < 0) {
      throw ServiceException.illegalValue(
          "page_size: %d (expected: >= 0)".formatted(request.pageSize()));
    }
    return instance.component().list(call, request);
  }

  /** Removes a file; that there is none is no failure. */
  public CompletionStage<Void> delete(Call call, String store, FileRequest request) {
    return stores.get(store).component().delete(call, request);
  }

  /** The facts about a file. */
  public CompletionStage<FileFacts> stat(Call call, String store, FileRequest request) {
    return stores.get(store).component().stat(call, request);
  }

  /**
   * Refuses an unknown store.
   *
   * @throws ServiceException when it is unknown
   */
  public void requireStore(String store) {
    stores.get(store);
  }
}
