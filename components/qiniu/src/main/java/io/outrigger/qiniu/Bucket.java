package io.outrigger.qiniu;

import io.outrigger.objectstore.ObjectName;
import io.outrigger.spi.ComponentContext;
import io.outrigger.spi.file.FileFacts;
import io.outrigger.spi.file.FilePage;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import okhttp3.Request;
import okhttp3.RequestBody;

/** The objects of a bucket but for their content. Safe for use by many threads. */
final class Bucket {

  /** A name that need not be there: to be told so is an answer, too. */
  private static final String PROBE = "outrigger-health";

  private final String bucket;
  private final ComponentContext context;
  private final QiniuHttp http;
  private final Signatures signatures;
  private final RegionQuery region;

  Bucket(
      QiniuSettings settings,
      ComponentContext context,
      QiniuHttp http,
      Signatures signatures,
      RegionQuery region) {
    bucket = settings.bucket();
    this.context = context;
    this.http = http;
    this.signatures = signatures;
    this.region = region;
  }

  /** What messages call a file. */
  static String subject(ObjectName object) {
    return "file \"" + object.key() + '"';
  }

  /** Asks for something cheap, which fails when the keys are wrong or the bucket is not there. */
  void probe() {
    var subject = "bucket \"" + bucket + '"';
    var reply = http.send(subject, command("stat", new ObjectName(bucket, PROBE)));
    if (!reply.isSuccess() && !reply.isNoEntry()) {
      throw QiniuFailures.of(subject, reply);
    }
  }

  /** The facts about an object. */
  FileFacts stat(ObjectName object) {
    var reply = http.send(subject(object), command("stat", object));
    if (!reply.isSuccess()) {
      throw QiniuFailures.of(subject(object), reply);
    }
    return StoredObject.facts(object.key(), reply.fields(context, subject(object)));
  }

  /** Removes an object, if there is one. */
  void delete(ObjectName object) {
    removed(object, http.send(subject(object), command("delete", object)));
  }

  /** As {@link #delete}, for what a put has left that failed. */
  void clean(ObjectName object) {
    removed(object, http.clean(subject(object), command("delete", object)));
  }

  private static void removed(ObjectName object, Reply reply) {
    if (!reply.isSuccess() && !reply.isNoEntry()) {
      throw QiniuFailures.of(subject(object), reply);
    }
  }

  /** A page of the objects that begin with a prefix, in the order of their names. */
  FilePage list(ObjectName prefix, int limit, String marker) {
    var url = new StringBuilder(region.hosts().rsf()).append("/list?bucket=").append(query(bucket));
    if (!marker.isEmpty()) {
      url.append("&marker=").append(query(marker));
    }
    if (!prefix.key().isEmpty()) {
      url.append("&prefix=").append(query(prefix.key()));
    }
    url.append("&limit=").append(limit);
    var subject = "list of \"" + prefix.key() + '"';
    var reply = http.send(subject, request("GET", url.toString()));
    if (!reply.isSuccess()) {
      throw QiniuFailures.of(subject, reply);
    }
    return page(reply.fields(context, subject));
  }

  private static FilePage page(Map<?, ?> reply) {
    var items = reply.get("items") instanceof List<?> list ? list : List.of();
    var files = items.stream().map(item -> facts((Map<?, ?>) item)).toList();
    return new FilePage(files, reply.get("marker") instanceof String marker ? marker : "");
  }

  private static FileFacts facts(Map<?, ?> item) {
    return StoredObject.facts(String.valueOf(item.get("key")), item);
  }

  private Request command(String verb, ObjectName object) {
    var entry = Link.encoded(object.bucket() + ':' + object.key());
    return request("POST", region.hosts().rs() + '/' + verb + '/' + entry);
  }

  private Request request(String method, String url) {
    var request = new Request.Builder();
    if (method.equals("POST")) {
      request.post(RequestBody.create(new byte[0], null));
    }
    return signatures.managed(method, url, request);
  }

  private static String query(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
