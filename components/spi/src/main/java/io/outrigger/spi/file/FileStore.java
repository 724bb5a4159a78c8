package io.outrigger.spi.file;

import io.outrigger.spi.Call;
import io.outrigger.spi.Combination;
import io.outrigger.spi.Component;
import io.outrigger.spi.ErrorCode;
import io.outrigger.spi.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletionStage;

/**
 * Keeps files under names whose parts are separated by {@code /}, in memory that does not grow with
 * their size. A store may refuse a file {@code a/b} beside a file {@code a}.
 *
 * <p>{@link #open} and {@link #put} are called on a virtual thread and may block it; it is
 * interrupted when the caller goes. The other operations must not block, as everywhere.
 */
public interface FileStore extends Component {

  /** The kind "file", whose instances may have several endpoints. */
  Kind<FileStore> KIND =
      Kind.of("file", FileStore.class)
          .combining(
              new Combination<>(
                  EndpointSettings.class,
                  EndpointSettings.KEY,
                  EndpointSettings::endpoint,
                  EndpointFileStore::new));

  /**
   * Opens a file for reading; the caller closes the stream. Fails with {@link ErrorCode#NOT_FOUND}
   * when there is none. A range beyond the end gives fewer bytes, or none.
   */
  InputStream open(Call call, ReadRequest request) throws IOException;

  /**
   * Writes a file to the end of {@code content}, which the caller closes. The file is to be seen
   * under its name only when it is whole: when {@code content} fails, nothing of it stays, and the
   * failure is passed on.
   */
  void put(Call call, FileRequest request, InputStream content) throws IOException;

  /** The files whose names begin with a prefix, in the order of their names, page by page. */
  CompletionStage<FilePage> list(Call call, ListRequest request);

  /** Removes a file; that there is none is no failure. */
  CompletionStage<Void> delete(Call call, FileRequest request);

  /** The facts about a file; fails with {@link ErrorCode#NOT_FOUND} when there is none. */
  CompletionStage<FileFacts> stat(Call call, FileRequest request);
}
