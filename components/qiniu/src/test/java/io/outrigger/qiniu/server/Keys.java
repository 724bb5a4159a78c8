package io.outrigger.qiniu.server;

import com.google.gson.Gson;
import com.google.gson.JsonSyntaxException;
import io.outrigger.testkit.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The keys of the one account, by which each request is checked. Safe for use by many threads. */
final class Keys {

  private static final Duration MOST_SKEW = Duration.ofMinutes(15);
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final String accessKey;
  private final String secretKey;
  private final InstantSource clock;

  Keys(String accessKey, String secretKey, InstantSource clock) {
    this.accessKey = accessKey;
    this.secretKey = secretKey;
    this.clock = clock;
  }

  Instant now() {
    return clock.instant();
  }

  /** The policy of an upload token, once it is known to be genuine and not too old. */
  UploadPolicy policy(String token) {
    var parts = token.split(":", -1);
    if (parts.length != 3 || !isSigned(parts[0] + ':' + parts[1], parts[2])) {
      throw Refusal.badToken();
    }
    var policy = UploadPolicy.of(fields(decode(parts[2])));
    if (policy.deadline() < now().getEpochSecond()) {
      throw new Refusal(401, "expired token");
    }
    return policy;
  }

  /** Refuses a request to the services that manage objects. */
  void requireManager(HttpRequest request) {
    var authorization = request.header("Authorization").orElse("");
    if (!authorization.startsWith("Qiniu ")
        || !isSigned(authorization.substring("Qiniu ".length()), signedText(request))) {
      throw Refusal.badToken();
    }
    var date = request.header("X-Qiniu-Date").orElse("");
    if (skew(date).compareTo(MOST_SKEW) > 0) {
      throw new Refusal(403, "X-Qiniu-Date " + date + " is too far from the server's time");
    }
  }

  private Duration skew(String date) {
    try {
      return Duration.between(now(), Instant.from(DATE.parse(date))).abs();
    } catch (DateTimeParseException e) {
      throw new Refusal(400, "bad X-Qiniu-Date: " + date);
    }
  }

  private static String signedText(HttpRequest request) {
    var text = new StringBuilder(request.method()).append(' ').append(request.target());
    text.append("\nHost: ").append(request.header("Host").orElse(""));
    request.header("Content-Type").ifPresent(type -> text.append("\nContent-Type: ").append(type));
    request.headers().fields().stream()
        .filter(field -> field.name().startsWith("X-Qiniu-"))
        .map(field -> field.name() + ": " + field.value())
        .sorted()
        .forEach(line -> text.append('\n').append(line));
    return text.append("\n\n").toString();
  }

  /** Refuses a download of a private bucket. */
  void requireReader(String url) {
    int token = url.lastIndexOf("&token=");
    if (token < 0
        || !isSigned(url.substring(token + "&token=".length()), url.substring(0, token))) {
      throw Refusal.badToken();
    }
    var deadline = url.substring(0, token).replaceFirst(".*[?&]e=", "");
    if (Long.parseLong(deadline) < now().getEpochSecond()) {
      throw new Refusal(401, "token has expired");
    }
  }

  void requireAccessKey(String key) {
    if (!key.equals(accessKey)) {
      throw new Refusal(401, "no such access key");
    }
  }

  private boolean isSigned(String signature, String text) {
    return MessageDigest.isEqual(
        signature.getBytes(StandardCharsets.UTF_8),
        (accessKey + ':' + hmac(text)).getBytes(StandardCharsets.UTF_8));
  }

  private String hmac(String text) {
    try {
      var mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(secretKey.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
      return Base64.getUrlEncoder()
          .encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Text that is encoded as Qiniu wants it in URLs. */
  static String decode(String base64) {
    try {
      return new String(Base64.getUrlDecoder().decode(base64), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new Refusal(400, "bad base64");
    }
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> fields(String json) {
    try {
      return new Gson().fromJson(json, Map.class);
    } catch (JsonSyntaxException e) {
      throw new Refusal(400, "bad json");
    }
  }
}
