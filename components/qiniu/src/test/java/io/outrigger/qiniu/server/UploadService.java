package io.outrigger.qiniu.server;

import io.outrigger.spi.Bytes;
import io.outrigger.testkit.http.HttpRequest;
import io.outrigger.testkit.http.HttpResponse;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;

/** Takes uploads: forms, and parts (v2). */
final class UploadService {

  private static final String DETECTED = "application/octet-stream";
  private static final int MOST_PARTS = 10_000;

  private final Keys keys;
  private final Storage storage;

  UploadService(Keys keys, Storage storage) {
    this.keys = keys;
    this.storage = storage;
  }

  HttpResponse form(HttpRequest request) throws IOException {
    var form = FormData.read(request);
    var policy = keys.policy(form.text("token"));
    storage.requireBucket(policy.bucket());
    policy.requireKey(form.text("key"));
    var content = form.file("file");
    requireCrc(form.text("crc32"), content);
    var pieces = List.of(content);
    var file =
        new StoredFile(
            pieces,
            PartUpload.hash(pieces),
            form.type("file").orElse(DETECTED),
            policy.fileType(),
            keys.now());
    storage.put(policy.key(), file, policy.insertOnly());
    return Replies.json(Map.of("hash", file.hash(), "key", policy.key()));
  }

  private static void requireCrc(String told, Bytes content) {
    var crc = new CRC32();
    crc.update(content.asByteBuffer());
    if (!told.equals(Long.toString(crc.getValue()))) {
      throw new Refusal(406, "crc32 not match");
    }
  }

  /** Answers {@code /buckets/BUCKET/objects/KEY/uploads} and what is below. */
  HttpResponse parts(HttpRequest request) throws IOException {
    var path = request.path().split("/", -1);
    var policy = policy(request);
    storage.requireBucket(path[2]);
    storage.requireBucket(policy.bucket());
    policy.requireKey(Keys.decode(path[4]));
    return switch (request.method() + path.length) {
      case "POST6" -> begin(policy);
      case "PUT8" -> part(request, policy, path[6], Integer.parseInt(path[7]));
      case "POST7" -> complete(request, policy, path[6]);
      case "DELETE7" -> abort(policy, path[6]);
      default -> throw new Refusal(405, "method not allowed");
    };
  }

  private UploadPolicy policy(HttpRequest request) {
    var authorization = request.header("Authorization").orElse("");
    if (!authorization.startsWith("UpToken ")) {
      throw Refusal.badToken();
    }
    return keys.policy(authorization.substring("UpToken ".length()));
  }

  private HttpResponse begin(UploadPolicy policy) {
    storage.requireFree(policy.key(), policy.insertOnly());
    return Replies.json(
        Map.of(
            "uploadId",
            storage.begin(policy.key()),
            "expireAt",
            keys.now().getEpochSecond() + 604_800));
  }

  private HttpResponse part(HttpRequest request, UploadPolicy policy, String id, int number)
      throws IOException {
    var upload = storage.upload(id, policy.key());
    if (number < 1 || number > MOST_PARTS || request.header("Content-Length").isEmpty()) {
      throw new Refusal(400, "bad part");
    }
    var content = request.body().readAllBytes();
    return Replies.json(Map.of("etag", upload.put(number, content), "md5", md5(content)));
  }

  private HttpResponse complete(HttpRequest request, UploadPolicy policy, String id)
      throws IOException {
    var upload = storage.upload(id, policy.key());
    var completion = Completion.of(Bytes.wrap(request.body().readAllBytes()).toUtf8());
    var file =
        upload.file(
            completion.listed(),
            Optional.ofNullable(completion.mimeType()).orElse(DETECTED),
            policy.fileType(),
            keys.now());
    storage.put(policy.key(), file, policy.insertOnly());
    storage.uploads().remove(id);
    return Replies.json(Map.of("hash", file.hash(), "key", policy.key()));
  }

  private HttpResponse abort(UploadPolicy policy, String id) {
    var _ = storage.upload(id, policy.key());
    storage.uploads().remove(id);
    return HttpResponse.of(200).with("X-Reqid", "local-abort");
  }

  private static String md5(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(content));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
