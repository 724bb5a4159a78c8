package io.outrigger.s3;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where requests go, and what for they are signed.
 *
 * @param uri the scheme, host and port; empty for the one that AWS has in the region
 * @param region what requests are signed for
 * @param isPathStyle whether the bucket stands in the path
 */
record Endpoint(Optional<URI> uri, String region, boolean isPathStyle) {

  /** What requests are signed for where nobody says; servers that know of no regions take it. */
  private static final String DEFAULT_REGION = "us-east-1";

  private static final String EXPECTED =
      "host, host:port, http://host:port or https://host:port, and nothing behind it";

  private static final Pattern AWS =
      Pattern.compile(
          "s3[.-](?:dualstack\\.)?([a-z]{2}(?:-[a-z]+)+-\\d)\\.amazonaws\\.com(\\.cn)?");
  private static final Pattern ALIYUN =
      Pattern.compile("(s3\\.)?oss-([a-z0-9-]+?)(-internal)?\\.aliyuncs\\.com");

  /**
   * What the settings say.
   *
   * @throws IllegalArgumentException when they do not say where the store is
   */
  static Endpoint of(Flavor flavor, S3Settings settings) {
    boolean isPathStyle = settings.pathStyle().orElse(flavor.isPathStyle());
    if (settings.endpoint().isBlank()) {
      return ofAws(flavor, settings, isPathStyle);
    }
    var uri = forS3(flavor, parse(flavor, settings));
    return new Endpoint(Optional.of(uri), region(settings, uri.getHost()), isPathStyle);
  }

  /** The host and port, for traces. */
  String peer() {
    return uri.map(it -> it.getHost() + ':' + port(it))
        .orElseGet(() ->
            region.startsWith("cn-")
                ? "s3." + region + ".amazonaws.com.cn:443"
                : "s3." + region + ".amazonaws.com:443");
  }

  private static int port(URI uri) {
    if (uri.getPort() >= 0) {
      return uri.getPort();
    }
    return "https".equals(uri.getScheme()) ? 443 : 80;
  }

  private static Endpoint ofAws(Flavor flavor, S3Settings settings, boolean isPathStyle) {
    if (flavor != Flavor.AWS) {
      throw new IllegalArgumentException("endpoint: missing (expected: " + EXPECTED + ')');
    }
    if (settings.region().isBlank()) {
      throw new IllegalArgumentException(
          "endpoint, region: both are missing (expected: one of them, such as region eu-west-1)");
    }
    return new Endpoint(Optional.empty(), settings.region(), isPathStyle);
  }

  private static URI parse(Flavor flavor, S3Settings settings) {
    var text = settings.endpoint().strip();
    var scheme = settings.ssl().orElse(flavor.isTls()) ? "https" : "http";
    try {
      var uri = URI.create(text.contains("://") ? text : scheme + "://" + text);
      if (isEndpoint(uri)) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      throw refused(text, e);
    }
    throw refused(text, null);
  }

  private static boolean isEndpoint(URI uri) {
    return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
        && uri.getHost() != null
        && uri.getUserInfo() == null
        && uri.getQuery() == null
        && uri.getFragment() == null
        && (uri.getPath().isEmpty() || uri.getPath().equals("/"));
  }

  private static IllegalArgumentException refused(String text, @Nullable Throwable cause) {
    // What stands before an @ may be a password.
    var shown = text.contains("@") ? "one with a user" : '"' + text + '"';
    return new IllegalArgumentException(
        "endpoint: %s (expected: %s)".formatted(shown, EXPECTED),
        text.contains("@") ? null : cause);
  }

  /** The endpoint of Aliyun OSS for S3 clients in place of the one for its own protocol. */
  private static URI forS3(Flavor flavor, URI uri) {
    var match = ALIYUN.matcher(uri.getHost());
    if (flavor != Flavor.ALIYUN || !match.matches() || match.group(1) != null) {
      return uri;
    }
    return URI.create(uri.toString().replace("://", "://s3."));
  }

  private static String region(S3Settings settings, String host) {
    if (!settings.region().isBlank()) {
      return settings.region();
    }
    var aws = AWS.matcher(host);
    if (aws.matches()) {
      return aws.group(1);
    }
    var aliyun = ALIYUN.matcher(host);
    return aliyun.matches() ? aliyun.group(2) : DEFAULT_REGION;
  }
}
