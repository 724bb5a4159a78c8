package io.outrigger.tencentcos.server;

import io.outrigger.testkit.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The signature that a request carries, by COS's scheme {@code sha1}.
 *
 * @param request the request
 * @param fields what its {@code Authorization} says
 */
record Signature(HttpRequest request, Map<String, String> fields) {

  private static final long SKEW_SECONDS = 15 * 60;

  /** What the SDK adds when it has signed. */
  private static final Set<String> UNSIGNED = Set.of("x-cos-security-token", "x-cos-sdk-retry");

  static Signature of(HttpRequest request) {
    var header =
        request
            .header("Authorization")
            .orElseThrow(() -> new Refusal(403, "AccessDenied", "Access Denied."));
    var fields =
        Arrays.stream(header.split("&", -1))
            .map(field -> field.split("=", 2))
            .filter(pair -> pair.length == 2)
            .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    return new Signature(request, fields);
  }

  /** Refuses the request unless the key has signed it, now. */
  void verify(ApiKey key, Instant now) {
    if (!field("q-sign-algorithm").equals("sha1") || !field("q-ak").equals(key.id())) {
      throw new Refusal(403, "InvalidAccessKeyId", "The Access Key Id you provided is unknown.");
    }
    if (!request.header("x-cos-security-token").orElse("").equals(key.token())) {
      throw new Refusal(403, "InvalidAccessKeyId", "The security token does not belong to it.");
    }
    requireTime(now);
    requireAllSigned();
    if (!field("q-signature").equals(expected(key.secret()))) {
      throw new Refusal(403, "SignatureDoesNotMatch", "The Signature you specified is invalid.");
    }
  }

  private void requireTime(Instant now) {
    var times = field("q-sign-time").split(";", -1);
    long begin = Long.parseLong(times[0]);
    long end = Long.parseLong(times[1]);
    if (now.getEpochSecond() < begin - SKEW_SECONDS || now.getEpochSecond() > end) {
      throw new Refusal(
          403, "RequestTimeTooSkewed", "The difference between the times is too large.");
    }
  }

  /** COS asks for no more than the host; a test wants to know when anything goes unsigned. */
  private void requireAllSigned() {
    var unsigned =
        request.headers().fields().stream()
            .map(field -> field.name().toLowerCase(Locale.ROOT))
            .filter(name -> name.startsWith("x-cos-") || name.matches("host|range|content-.*"))
            .filter(name -> !UNSIGNED.contains(name))
            .filter(name -> !list("q-header-list").contains(name))
            .toList();
    if (!unsigned.isEmpty() || !list("q-url-param-list").containsAll(parameters().keySet())) {
      throw new Refusal(403, "SignatureDoesNotMatch", "Not signed: " + unsigned);
    }
  }

  private String expected(String secret) {
    var text =
        request.method().toLowerCase(Locale.ROOT)
            + '\n'
            + request.decodedPath()
            + '\n'
            + joined("q-url-param-list", parameters())
            + '\n'
            + joined("q-header-list", headers())
            + '\n';
    var time = field("q-sign-time");
    var signed = "sha1\n" + time + '\n' + Digests.sha1(text) + '\n';
    return Digests.hmacSha1(Digests.hmacSha1(secret, field("q-key-time")), signed);
  }

  private String joined(String list, Map<String, String> values) {
    return list(list).stream()
        .map(name -> name + '=' + Answers.percentEncoded(values.getOrDefault(name, "")))
        .collect(Collectors.joining("&"));
  }

  private Map<String, String> parameters() {
    var parameters = new TreeMap<String, String>();
    request
        .parameters()
        .forEach((name, value) ->
            parameters.put(Answers.percentEncoded(name).toLowerCase(Locale.ROOT), value));
    return parameters;
  }

  private Map<String, String> headers() {
    var headers = new TreeMap<String, String>();
    for (var field : request.headers().fields()) {
      var value =
          new String(field.value().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
      headers.put(field.name().toLowerCase(Locale.ROOT), value.strip());
    }
    return headers;
  }

  private List<String> list(String name) {
    var text = field(name);
    return text.isEmpty() ? List.of() : List.of(text.split(";", -1));
  }

  private String field(String name) {
    var value = fields.get(name);
    if (value == null) {
      throw new Refusal(403, "AccessDenied", "Access Denied: no " + name + '.');
    }
    return value;
  }
}
