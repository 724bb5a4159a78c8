package io.outrigger.qiniu.server;

import io.outrigger.spi.file.ByteRange;
import io.outrigger.testkit.http.HttpRequest;
import io.outrigger.testkit.http.HttpResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** The download domain of the bucket. */
final class DownloadService {

  private final Keys keys;
  private final Storage storage;
  private volatile boolean isPrivate;

  DownloadService(Keys keys, Storage storage) {
    this.keys = keys;
    this.storage = storage;
  }

  void makePrivate() {
    isPrivate = true;
  }

  HttpResponse get(HttpRequest request) throws IOException {
    if (!request.method().equals("GET")) {
      throw new Refusal(405, "method not allowed");
    }
    if (isPrivate) {
      keys.requireReader("http://" + request.header("Host").orElse("") + request.target());
    }
    var file =
        Optional.ofNullable(storage.files().get(request.decodedPath().substring(1)))
            .orElseThrow(() -> new Refusal(404, "Document not found"));
    var response =
        HttpResponse.of(200)
            .with("Content-Type", file.type())
            .with("ETag", '"' + file.hash() + '"')
            .with("X-Reqid", "local-get");
    var range = request.header("Range");
    return range.isPresent()
        ? part(file, response, ByteRange.parse(range.get()))
        : response.body(file.open(), file.size());
  }

  private static HttpResponse part(StoredFile file, HttpResponse whole, ByteRange range)
      throws IOException {
    long start = range.start(file.size());
    long length = range.length(file.size());
    if (length == 0) {
      throw new Refusal(416, "range not satisfiable");
    }
    var content = file.open();
    content.skipNBytes(start);
    var bytes = content.readNBytes(Math.toIntExact(length));
    return new HttpResponse(206, whole.headers(), 0, InputStream.nullInputStream())
        .body(bytes)
        .with("Content-Range", "bytes %d-%d/%d".formatted(start, start + length - 1, file.size()));
  }
}
