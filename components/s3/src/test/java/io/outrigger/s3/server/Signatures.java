package io.outrigger.s3.server;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Verifies signatures of version 4 in the header {@code Authorization}, as S3 does: over the
 * method, path, query, the headers that it names, and the hash of the body, which must be that of
 * the body that came.
 *
 * @param keyId the one key that there is
 * @param secret its secret
 * @param sessionToken what a request must have as its token; empty for none
 */
public record Signatures(String keyId, String secret, String sessionToken) {

  static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private static final Duration MOST_SKEW = Duration.ofMinutes(15);
  private static final String UNSIGNED = "UNSIGNED-PAYLOAD";
  private static final Pattern AUTHORIZATION =
      Pattern.compile(
          "AWS4-HMAC-SHA256 Credential=([^/]+)/(\\d{8}/([^/]+)/s3/aws4_request),"
              + " SignedHeaders=([a-z0-9;-]+), Signature=([0-9a-f]{64})");

  /** The code of the error that a request deserves; empty when it is in order. */
  Optional<String> judge(Request request, Instant now) {
    var match =
        AUTHORIZATION.matcher(Objects.requireNonNullElse(request.header("authorization"), ""));
    if (!match.matches()) {
      return Optional.of("AccessDenied");
    }
    if (!match.group(1).equals(keyId)) {
      return Optional.of("InvalidAccessKeyId");
    }
    var named = Arrays.asList(match.group(4).split(";", -1));
    if (!named.contains("host") || !named.contains("x-amz-content-sha256")) {
      return Optional.of("AccessDenied");
    }
    if (!match.group(5).equals(signature(request, match.group(2), match.group(4)))) {
      return Optional.of("SignatureDoesNotMatch");
    }
    return judgeSigned(request, now);
  }

  private Optional<String> judgeSigned(Request request, Instant now) {
    var time = Instant.from(TIME.parse(required(request, "x-amz-date")));
    if (Duration.between(time, now).abs().compareTo(MOST_SKEW) > 0) {
      return Optional.of("RequestTimeTooSkewed");
    }
    var token = Objects.requireNonNullElse(request.header("x-amz-security-token"), "");
    if (!token.equals(sessionToken)) {
      return Optional.of("InvalidToken");
    }
    var hash = required(request, "x-amz-content-sha256");
    return hash.equals(UNSIGNED) || hash.equals(sha256(request.body()))
        ? Optional.empty()
        : Optional.of("XAmzContentSHA256Mismatch");
  }

  private String signature(Request request, String scope, String named) {
    var text =
        String.join(
            "\n",
            "AWS4-HMAC-SHA256",
            required(request, "x-amz-date"),
            scope,
            sha256(canonical(request, named).getBytes(StandardCharsets.UTF_8)));
    byte[] key = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
    for (var part : scope.split("/", -1)) {
      key = hmac(key, part);
    }
    return HexFormat.of().formatHex(hmac(key, text));
  }

  private static String canonical(Request request, String named) {
    var query =
        Arrays.stream(request.rawQuery().split("&", -1))
            .filter(part -> !part.isEmpty())
            .map(part -> part.contains("=") ? part : part + '=')
            .sorted()
            .collect(Collectors.joining("&"));
    var headers =
        Arrays.stream(named.split(";", -1))
            .map(name -> name + ':' + required(request, name).strip().replaceAll(" +", " ") + '\n')
            .collect(Collectors.joining());
    return String.join(
        "\n",
        request.method(),
        request.rawPath(),
        query,
        headers,
        named,
        required(request, "x-amz-content-sha256"));
  }

  private static String required(Request request, String name) {
    return Objects.requireNonNullElse(request.header(name), "");
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
