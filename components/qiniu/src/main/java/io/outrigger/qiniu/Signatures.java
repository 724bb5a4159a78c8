package io.outrigger.qiniu;

import com.qiniu.util.Auth;
import com.qiniu.util.StringMap;
import io.outrigger.objectstore.ObjectName;
import io.outrigger.objectstore.PutOptions;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import okhttp3.Request;

/** What shows Qiniu who sends a request. Safe for use by many threads. */
final class Signatures {

  /** For one request, which is sent at once. */
  private static final Duration UPLOAD_VALIDITY = Duration.ofHours(1);

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Auth auth;
  private final InstantSource clock;
  private final Duration linkValidity;

  /** Signs with the keys of an account. */
  Signatures(QiniuSettings settings, InstantSource clock) {
    auth = Auth.create(settings.accessKeyId(), settings.accessKeySecret().reveal());
    this.clock = clock;
    linkValidity = settings.linkValidity();
  }

  /** The access key, which is no secret. */
  String accessKey() {
    return auth.accessKey;
  }

  /** Allows an upload to one object, which need not be new unless the options say so. */
  String uploadToken(ObjectName object, PutOptions options) {
    var policy = new StringMap();
    if (options.ifAbsent()) {
      policy.put("insertOnly", 1);
    }
    options.storageType().ifPresent(type -> policy.put("fileType", StorageClass.number(type)));
    long deadline = clock.instant().plus(UPLOAD_VALIDITY).getEpochSecond();
    return auth.uploadTokenWithDeadline(object.bucket(), object.key(), deadline, policy, true);
  }

  /** Signs a request without content to one of the services that manage objects. */
  Request managed(String method, String url, Request.Builder request) {
    var headers =
        new com.qiniu.http.Headers.Builder()
            .set("Content-Type", QiniuHttp.FORM)
            .set("X-Qiniu-Date", DATE.format(clock.instant()))
            .build();
    var signature = auth.signQiniuAuthorization(url, method, new byte[0], headers);
    return request
        .url(url)
        // As it is signed: with the port also where it is that of the scheme.
        .header("Host", URI.create(url).getAuthority())
        .header("Content-Type", QiniuHttp.FORM)
        .header("X-Qiniu-Date", String.valueOf(headers.get("X-Qiniu-Date")))
        .header("Authorization", "Qiniu " + signature)
        .build();
  }

  /** The URL of a download that is allowed to begin for a while. */
  String download(String url) {
    return auth.privateDownloadUrlWithDeadline(
        url, clock.instant().plus(linkValidity).getEpochSecond());
  }
}
