package io.outrigger.runtime.api.layotto;

import io.outrigger.proto.layotto.v1.FileInfo;
import io.outrigger.proto.layotto.v1.FileMeta;
import io.outrigger.proto.layotto.v1.FileMetaValue;
import io.outrigger.proto.layotto.v1.GetFileMetaResponse;
import io.outrigger.proto.layotto.v1.GetFileRequest;
import io.outrigger.proto.layotto.v1.ListFileResp;
import io.outrigger.spi.file.ByteRange;
import io.outrigger.spi.file.FileFacts;
import io.outrigger.spi.file.FilePage;
import io.outrigger.spi.file.FileRequest;
import io.outrigger.spi.file.ReadRequest;
import java.util.Map;

/** Turns the messages of the building block "file" into requests of the SPI and back. */
final class FileMessages {

  /** The metadata key that asks for a part of a file. */
  private static final String RANGE = "range";

  private FileMessages() {}

  static FileRequest file(io.outrigger.proto.layotto.v1.FileRequest request) {
    return file(request.getName(), request.getMetadataMap());
  }

  static FileRequest file(String name, Map<String, String> metadata) {
    return new FileRequest(name, metadata);
  }

  static ReadRequest read(GetFileRequest request) {
    var range = request.getMetadataMap().get(RANGE);
    return new ReadRequest(
        file(request.getName(), request.getMetadataMap()),
        range == null ? ByteRange.all() : ByteRange.parse(range));
  }

  static ListFileResp response(FilePage page) {
    var response =
        ListFileResp.newBuilder().setMarker(page.marker()).setIsTruncated(page.isTruncated());
    page.files().forEach(file -> response.addFiles(info(file)));
    return response.build();
  }

  private static FileInfo info(FileFacts file) {
    return FileInfo.newBuilder()
        .setFileName(file.name())
        .setSize(file.size())
        .setLastModified(file.lastModified().toString())
        .putAllMetadata(file.metadata())
        .build();
  }

  static GetFileMetaResponse response(FileFacts file) {
    var meta = FileMeta.newBuilder();
    file.metadata()
        .forEach((key, value) ->
            meta.putMetadata(key, FileMetaValue.newBuilder().addValue(value).build()));
    return GetFileMetaResponse.newBuilder()
        .setSize(file.size())
        .setLastModified(file.lastModified().toString())
        .setResponse(meta)
        .build();
  }
}
