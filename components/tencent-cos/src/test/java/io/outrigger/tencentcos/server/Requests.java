package io.outrigger.tencentcos.server;

import io.outrigger.testkit.http.HttpRequest;
import io.outrigger.testkit.http.HttpResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** Does what verified requests ask of a bucket. */
final class Requests {

  private static final int LONGEST_KEY = 850;
  private static final Pattern RANGE = Pattern.compile("bytes=(\\d*)-(\\d*)");

  private final Bucket bucket;
  private final Path directory;
  private final AtomicLong received = new AtomicLong();

  /** Answers with what is in a bucket, whose larger contents are in a directory. */
  Requests(Bucket bucket, Path directory) {
    this.bucket = bucket;
    this.directory = directory;
  }

  HttpResponse answer(HttpRequest request) throws IOException {
    var key = request.decodedPath().substring(1);
    if (key.getBytes(StandardCharsets.UTF_8).length > LONGEST_KEY) {
      throw new Refusal(400, "KeyTooLong", "Your key is too long.");
    }
    var id = request.parameters().get("uploadId");
    if (key.isEmpty()) {
      return ofBucket(request);
    }
    return id == null ? ofObject(key, request) : ofUpload(key, id, request);
  }

  private HttpResponse ofBucket(HttpRequest request) {
    if (!request.method().equals("GET")) {
      throw new Refusal(405, "MethodNotAllowed", "The method is not allowed.");
    }
    return Answers.xml(200, new BucketList(bucket, request.parameters()).xml());
  }

  private HttpResponse ofObject(String key, HttpRequest request) throws IOException {
    return switch (request.method()) {
      case "PUT" -> put(key, request);
      case "GET", "HEAD" -> get(bucket.get(key), request);
      case "DELETE" -> {
        bucket.delete(key);
        yield Answers.empty(204);
      }
      case "POST" -> begin(key, request);
      default -> throw new Refusal(405, "MethodNotAllowed", "The method is not allowed.");
    };
  }

  private HttpResponse ofUpload(String key, String id, HttpRequest request) throws IOException {
    var upload = bucket.upload(key, id);
    return switch (request.method()) {
      case "PUT" -> {
        var part = content(request);
        int number = Integer.parseInt(request.parameters().getOrDefault("partNumber", "0"));
        if (number < 1 || number > 10_000) {
          throw new Refusal(400, "InvalidArgument", "partNumber must be from 1 to 10000.");
        }
        upload.parts().put(number, part);
        yield Answers.empty(200).with("ETag", '"' + part.etag() + '"');
      }
      case "POST" -> complete(key, id, request);
      case "DELETE" -> {
        bucket.end(id);
        yield Answers.empty(204);
      }
      default -> throw new Refusal(405, "MethodNotAllowed", "The method is not allowed.");
    };
  }

  private HttpResponse put(String key, HttpRequest request) throws IOException {
    var content = content(request);
    var object = new StoredObject(List.of(content), content.etag(), Bucket.kept(request));
    bucket.put(key, request, object);
    return Answers.empty(200)
        .with("ETag", '"' + object.etag() + '"')
        .with("x-cos-hash-crc64ecma", object.crc64());
  }

  long receivedBytes() {
    return received.get();
  }

  private Piece content(HttpRequest request) throws IOException {
    if (request.header("Content-Length").isEmpty()) {
      throw new Refusal(411, "MissingContentLength", "You must provide the length.");
    }
    var content = Piece.read(request.body(), directory);
    var sent =
        request
            .header("Content-MD5")
            .orElseThrow(() -> new Refusal(400, "InvalidDigest", "This test wants a digest."));
    if (!Arrays.equals(Base64.getDecoder().decode(sent), content.md5())) {
      throw new Refusal(400, "BadDigest", "The Content-MD5 does not match the content.");
    }
    received.addAndGet(content.size());
    return content;
  }

  private HttpResponse begin(String key, HttpRequest request) {
    if (!request.parameters().containsKey("uploads")) {
      throw new Refusal(405, "MethodNotAllowed", "The method is not allowed.");
    }
    return Answers.xml(
        200,
        "<InitiateMultipartUploadResult>"
            + Answers.element("Bucket", LocalCos.BUCKET)
            + Answers.element("Key", Answers.percentEncoded(key))
            + Answers.element("UploadId", bucket.begin(key, request))
            + "</InitiateMultipartUploadResult>");
  }

  private HttpResponse complete(String key, String id, HttpRequest request) throws IOException {
    var object = bucket.upload(key, id).join(chosen(request.body().readAllBytes()));
    bucket.put(key, request, object);
    bucket.end(id);
    return Answers.xml(
            200,
            "<CompleteMultipartUploadResult>"
                + Answers.element("Key", Answers.percentEncoded(key))
                + Answers.element("ETag", '"' + object.etag() + '"')
                + "</CompleteMultipartUploadResult>")
        .with("x-cos-hash-crc64ecma", object.crc64());
  }

  private static List<OpenUpload.Chosen> chosen(byte[] xml) throws IOException {
    try {
      var document =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(new ByteArrayInputStream(xml));
      var parts = document.getElementsByTagName("Part");
      var chosen = new ArrayList<OpenUpload.Chosen>();
      for (int i = 0; i < parts.getLength(); i++) {
        var part = (Element) parts.item(i);
        chosen.add(
            new OpenUpload.Chosen(Integer.parseInt(text(part, "PartNumber")), text(part, "ETag")));
      }
      return chosen;
    } catch (SAXException | ParserConfigurationException e) {
      throw new Refusal(400, "MalformedXML", "The XML is not well-formed: " + e.getMessage());
    }
  }

  private static String text(Element part, String name) {
    return part.getElementsByTagName(name).item(0).getTextContent().strip();
  }

  private static HttpResponse get(StoredObject object, HttpRequest request) throws IOException {
    var response = Answers.empty(200);
    for (var header : object.headers().entrySet()) {
      response = response.with(header.getKey(), header.getValue());
    }
    response =
        response
            .with("ETag", '"' + object.etag() + '"')
            .with("Accept-Ranges", "bytes")
            .with("Last-Modified", httpDate(object))
            .with("x-cos-hash-crc64ecma", object.crc64());
    var range = request.header("Range");
    return range.isEmpty()
        ? response.body(object.open(0, object.size()), object.size())
        : part(response, object, range.get());
  }

  private static String httpDate(StoredObject object) {
    return DateTimeFormatter.RFC_1123_DATE_TIME.format(object.modified().atZone(ZoneOffset.UTC));
  }

  private static HttpResponse part(HttpResponse whole, StoredObject object, String range)
      throws IOException {
    var match = RANGE.matcher(range);
    if (!match.matches()) {
      return whole.body(object.open(0, object.size()), object.size());
    }
    boolean suffix = match.group(1).isEmpty();
    long size = object.size();
    long first =
        suffix
            ? Math.max(0, size - Long.parseLong(match.group(2)))
            : Long.parseLong(match.group(1));
    long last =
        suffix || match.group(2).isEmpty()
            ? size - 1
            : Math.min(size - 1, Long.parseLong(match.group(2)));
    if (first > last) {
      throw new Refusal(416, "InvalidRange", "The requested range is not satisfiable");
    }
    return new HttpResponse(206, whole.headers(), 0, whole.content())
        .with("Content-Range", "bytes %d-%d/%d".formatted(first, last, size))
        .body(object.open(first, last - first + 1), last - first + 1);
  }
}
