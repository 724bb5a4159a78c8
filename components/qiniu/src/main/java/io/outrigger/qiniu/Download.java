package io.outrigger.qiniu;

import io.outrigger.objectstore.CheckedStream;
import io.outrigger.objectstore.Checksum;
import io.outrigger.objectstore.ObjectName;
import io.outrigger.objectstore.StoreFailures;
import io.outrigger.spi.ComponentException;
import io.outrigger.spi.ErrorCode;
import io.outrigger.spi.file.ByteRange;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Optional;
import okhttp3.Request;
import okhttp3.Response;

/** Begins downloads from the bucket's domain. Safe for use by many threads. */
final class Download {

  private static final int OK = 200;
  private static final int PARTIAL = 206;
  private static final int BEYOND_END = 416;

  private final String domain;
  private final boolean isSigned;
  private final QiniuHttp http;
  private final Signatures signatures;

  /** Downloads as the settings say. */
  Download(QiniuSettings settings, QiniuHttp http, Signatures signatures) {
    domain = Hosts.url("endpoint", settings.endpoint(), settings);
    isSigned = settings.privateBucket();
    this.http = http;
    this.signatures = signatures;
  }

  /** The domain's host and port. */
  String peer() {
    var uri = URI.create(domain);
    int usual = "https".equals(uri.getScheme()) ? 443 : 80;
    return uri.getHost() + ':' + (uri.getPort() < 0 ? usual : uri.getPort());
  }

  /** The content of an object or a part of it, checked as far as can be; to be closed. */
  InputStream open(ObjectName object, ByteRange range) {
    var subject = Bucket.subject(object);
    var response = http.open(subject, request(object, range));
    try {
      return content(object, range, response);
    } catch (IOException e) {
      response.close();
      throw StoreFailures.of(subject, e);
    } catch (RuntimeException e) {
      response.close();
      throw e;
    }
  }

  private Request request(ObjectName object, ByteRange range) {
    var url = domain + '/' + Link.path(object.key());
    var request =
        new Request.Builder()
            .url(isSigned ? signatures.download(url) : url)
            // Compressed on its way, it would have another length and another etag.
            .header("Accept-Encoding", "identity");
    header(range).ifPresent(value -> request.header("Range", value));
    return request.build();
  }

  private static Optional<String> header(ByteRange range) {
    if (range.equals(ByteRange.all())) {
      return Optional.empty();
    }
    if (range.first() == -1) {
      return Optional.of("bytes=-" + range.last());
    }
    var end = range.last() == Long.MAX_VALUE ? "" : Long.toString(range.last());
    return Optional.of("bytes=" + range.first() + '-' + end);
  }

  private InputStream content(ObjectName object, ByteRange range, Response response)
      throws IOException {
    boolean isWhole = range.equals(ByteRange.all());
    if (response.code() == OK && (isWhole || response.body().contentLength() == 0)) {
      return new DownloadStream(whole(object, response), Bucket.subject(object));
    }
    if (response.code() == PARTIAL && !isWhole) {
      requireStart(object, range, response);
      return new DownloadStream(counted(object, response), Bucket.subject(object));
    }
    if (response.code() == BEYOND_END && !isWhole) {
      response.close();
      return InputStream.nullInputStream();
    }
    throw refused(object, response);
  }

  private ComponentException refused(ObjectName object, Response response) throws IOException {
    if (response.code() == OK) {
      return new ComponentException(
          ErrorCode.UNSUPPORTED,
          Bucket.subject(object) + ": the download domain gives no ranges of files, but the whole");
    }
    var reply = QiniuHttp.reply(response);
    return isSigned
        ? QiniuFailures.of(Bucket.subject(object), reply)
        : QiniuFailures.ofUnsigned(Bucket.subject(object), reply);
  }

  private static InputStream whole(ObjectName object, Response response) {
    var content = counted(object, response);
    var etag = Optional.ofNullable(response.header("ETag")).orElse("").replace("\"", "");
    if (!(content instanceof CheckedStream counted)) {
      return content;
    }
    if (ContentHash.isContentHash(etag)) {
      return counted.with(new ContentHash(), etag);
    }
    return Checksum.isMd5(etag) ? counted.with(Checksum.md5(), etag) : counted;
  }

  /** The content, whose length is checked if it is told. */
  private static InputStream counted(ObjectName object, Response response) {
    var content = response.body().byteStream();
    long length = response.body().contentLength();
    return length < 0 ? content : CheckedStream.of(content, object.key(), length);
  }

  /** Refuses another part than was asked for. */
  private static void requireStart(ObjectName object, ByteRange range, Response response) {
    var told = Optional.ofNullable(response.header("Content-Range")).orElse("");
    if (range.first() >= 0 && !told.startsWith("bytes " + range.first() + '-')) {
      throw new ComponentException(
          ErrorCode.INTERNAL,
          "%s: the download domain answers with the range \"%s\" (expected: one that begins at %d)"
              .formatted(Bucket.subject(object), told, range.first()));
    }
  }
}
