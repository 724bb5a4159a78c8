package io.outrigger.client;

import com.google.protobuf.Empty;
import io.outrigger.proto.layotto.v1.DelFileRequest;
import io.outrigger.proto.layotto.v1.FileRequest;
import io.outrigger.proto.layotto.v1.GetFileMetaRequest;
import io.outrigger.proto.layotto.v1.GetFileMetaResponse;
import io.outrigger.proto.layotto.v1.GetFileRequest;
import io.outrigger.proto.layotto.v1.ListFileRequest;
import io.outrigger.proto.layotto.v1.ListFileResp;
import io.outrigger.proto.layotto.v1.RuntimeGrpc;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/**
 * A file store, whose methods return at once: those of {@link FileStore}, which says what they do.
 */
public final class AsyncFileStore {

  static final Operation<ListFileRequest, ListFileResp> LIST =
      Operation.repeatable(RuntimeGrpc.getListFileMethod());
  private static final Operation<GetFileMetaRequest, GetFileMetaResponse> STAT =
      Operation.repeatable(RuntimeGrpc.getGetFileMetaMethod());

  /** Repeated, it could remove what somebody has written in between. */
  private static final Operation<DelFileRequest, Empty> DELETE =
      Operation.once(RuntimeGrpc.getDelFileMethod());

  private final Calls calls;
  private final String name;

  AsyncFileStore(Calls calls, String name) {
    this.calls = calls;
    this.name = name;
  }

  /**
   * Writes a file of what a publisher publishes, which is asked for piece by piece. Pieces are best
   * between 64 KiB and 1 MiB, and must not change after they were published.
   *
   * @return done when the file is to be seen; cancelling it gives up, and leaves nothing
   */
  public CompletionStage<Void> put(
      String file, Flow.Publisher<ByteBuffer> content, FileOptions options) {
    return new PublishedUpload(calls, new Subject(name, file), options).begin(content);
  }

  /** Writes a file of a stream on the caller's thread. */
  void put(String file, InputStream content, FileOptions options) {
    new StreamUpload(calls, new Subject(name, file), options).send(content);
  }

  /**
   * The content of a file, in pieces of at most 256 KiB, read anew for each subscriber; the sidecar
   * is asked when there is one. A subscriber that asks for nothing for 60 s loses the stream.
   */
  public Flow.Publisher<ByteBuffer> get(String file, FileOptions options) {
    var request =
        GetFileRequest.newBuilder()
            .setStoreName(name)
            .setName(file)
            .putAllMetadata(options.metadata())
            .build();
    return Download.publisher(calls, request, options.progress());
  }

  /** The files whose names begin with {@code prefix}, read page by page as they are asked for. */
  public Flow.Publisher<FileInfo> list(String prefix) {
    return new PullPublisher<>(() -> pages(prefix));
  }

  FilePages pages(String prefix) {
    return new FilePages(calls, name, prefix);
  }

  /** As {@link FileStore#stat}. */
  public CompletionStage<FileInfo> stat(String file) {
    var request = GetFileMetaRequest.newBuilder().setRequest(request(file)).build();
    return calls.unary(
        STAT, new Subject(name, file), request, (response, headers) -> info(file, response));
  }

  private static FileInfo info(String file, GetFileMetaResponse response) {
    var metadata = new HashMap<String, String>();
    response
        .getResponse()
        .getMetadataMap()
        .forEach((fact, values) ->
            Optional.of(values)
                .filter(some -> some.getValueCount() > 0)
                .ifPresent(some -> metadata.put(fact, some.getValue(0))));
    return new FileInfo(
        file, response.getSize(), FileInfo.instant(response.getLastModified()), metadata);
  }

  /** As {@link FileStore#delete}. */
  public CompletionStage<Void> delete(String file) {
    var request = DelFileRequest.newBuilder().setRequest(request(file)).build();
    return calls.unary(DELETE, new Subject(name, file), request, Nothing.answer());
  }

  private FileRequest request(String file) {
    return FileRequest.newBuilder().setStoreName(name).setName(file).build();
  }
}
