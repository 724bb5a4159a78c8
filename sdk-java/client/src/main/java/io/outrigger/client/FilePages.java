package io.outrigger.client;

import io.outrigger.client.PullPublisher.Group;
import io.outrigger.proto.layotto.v1.FileRequest;
import io.outrigger.proto.layotto.v1.ListFileRequest;
import io.outrigger.proto.layotto.v1.ListFileResp;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/** The pages of a list of files, one after the other. One user at a time. */
final class FilePages implements PullPublisher.Source<FileInfo> {

  private final Calls calls;
  private final FileRequest files;
  private volatile String marker = "";

  FilePages(Calls calls, String store, String prefix) {
    this.calls = calls;
    this.files = FileRequest.newBuilder().setStoreName(store).setName(prefix).build();
  }

  @Override
  public CompletionStage<Group<FileInfo>> next() {
    var request = ListFileRequest.newBuilder().setRequest(files).setMarker(marker).build();
    var subject = new Subject(files.getStoreName(), files.getName());
    return calls.unary(AsyncFileStore.LIST, subject, request, (page, headers) -> read(page));
  }

  private Group<FileInfo> read(ListFileResp page) {
    marker = page.getMarker();
    var infos = page.getFilesList().stream().map(FilePages::info).toList();
    return new Group<>(infos, !page.getIsTruncated());
  }

  private static FileInfo info(io.outrigger.proto.layotto.v1.FileInfo file) {
    return new FileInfo(
        file.getFileName(),
        file.getSize(),
        FileInfo.instant(file.getLastModified()),
        file.getMetadataMap());
  }

  /** All of them, each page read when the one before it has been looked at. */
  Stream<FileInfo> stream() {
    return Stream.iterate(
            Optional.of(Await.result(next())),
            Optional::isPresent,
            page -> page.filter(some -> !some.last()).map(some -> Await.result(next())))
        .flatMap(page -> page.orElseThrow().items().stream());
  }
}
