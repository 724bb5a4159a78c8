package io.outrigger.runtime.service;

import io.outrigger.runtime.component.Instance;
import io.outrigger.runtime.component.Registry;
import io.outrigger.spi.Bytes;
import io.outrigger.spi.Call;
import io.outrigger.spi.DataSize;
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
 * {@value #MOST_PIECE_BYTES} bytes, or less where messages must be smaller. All pieces of a file
 * that is got stand in one array after each other.
 *
 * <p>Every method throws {@link ServiceException} when the store is unknown or the request is
 * refused.
 */
public final class FileService {

  /** How many bytes are handed on at once, if messages may be as large. */
  private static final int MOST_PIECE_BYTES = 256 * 1024;

  /** What a message has besides the piece. */
  private static final int MESSAGE_OVERHEAD_BYTES = 64;

  private static final Instances.Words WORDS =
      new Instances.Words("file store is not configured", "not support store type: %s");

  /** Layotto's words for reading differ from those for all else. */
  private static final Instances.Words READ_WORDS =
      new Instances.Words("file store is not configured", "not supported store type: %s");

  private final Instances<Instance<FileStore>> stores;
  private final Instances<Instance<FileStore>> readable;
  private final int pieceBytes;

  /** Serves the file stores of a registry in messages of at most {@code maxMessageSize}. */
  public FileService(Registry registry, DataSize maxMessageSize) {
    stores = Instances.of(WORDS, registry, FileStore.KIND, instance -> instance);
    readable = Instances.of(READ_WORDS, registry, FileStore.KIND, instance -> instance);
    pieceBytes = (int) Math.min(MOST_PIECE_BYTES, maxMessageSize.bytes() - MESSAGE_OVERHEAD_BYTES);
  }

  /** Takes the pieces of a file, and may block while its taker does not want more. */
  @FunctionalInterface
  public interface Pieces {

    /** Takes a piece, whose bytes are others as soon as this has returned. */
    void accept(Bytes piece) throws IOException;
  }

  /** Hands the pieces of a file on, none for an empty one; the stage ends after the last. */
  public CompletionStage<Void> get(Call call, String store, ReadRequest request, Pieces pieces) {
    var instance = readable.get(store);
    return instance
        .streams()
        .run(
            call,
            () -> {
              try (var content = instance.component().open(call, request)) {
                copy(content, pieces);
              }
              return null;
            });
  }

  private void copy(InputStream content, Pieces pieces) throws IOException {
    var piece = new byte[pieceBytes]; // One for all: a new one each costs more than what fills it.
    while (true) {
      var read = content.readNBytes(piece, 0, pieceBytes);
      if (read > 0) {
        pieces.accept(Bytes.wrap(piece, 0, read));
      }
      if (read < pieceBytes) {
        return;
      }
    }
  }

  /** Writes a file to the end of {@code content}, which is closed in the end. */
  public CompletionStage<Void> put(
      Call call, String store, FileRequest request, InputStream content) {
    var instance = stores.get(store);
    return instance
        .streams()
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
}
