package io.outrigger.tencentcos;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a bucket is.
 *
 * @param secure whether it is reached by TLS
 * @param address the host to connect to, with its port if that is not the usual one
 * @param host what COS is told it is: the name by which it finds the bucket
 * @param bucket the bucket with its app id; of a domain of one's own, which does not tell it, a
 *     stand-in that COS never sees
 * @param region the region; of a domain of one's own a stand-in, too
 */
record CosEndpoint(boolean secure, String address, String host, String bucket, String region) {

  private static final Pattern BUCKET_HOST =
      Pattern.compile(
          "([a-z0-9-]+-\\d+)\\.cos(?:-internal)?\\.([a-z0-9-]+)\\.(?:myqcloud\\.com|tencentcos\\.cn)");
  private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9-]*-\\d+");
  private static final Pattern REGION = Pattern.compile("[a-z0-9-]+");
  private static final Set<String> SCHEMES = Set.of("http", "https");
  private static final String STAND_IN = "own-domain";

  /**
   * Reads the URL of a bucket, or of the way to {@code bucket} in {@code region}, which are empty
   * when not given.
   *
   * @throws IllegalArgumentException when they name no bucket, or two
   */
  static CosEndpoint of(String endpoint, String bucket, String region) {
    var url = url(endpoint);
    boolean secure = url.getScheme().equalsIgnoreCase("https");
    var address = url.getRawAuthority().toLowerCase(Locale.ROOT);
    var told = BUCKET_HOST.matcher(url.getHost().toLowerCase(Locale.ROOT));
    if (told.matches()) {
      refuseOther("bucket", bucket, told.group(1));
      refuseOther("region", region, told.group(2));
      return new CosEndpoint(secure, address, told.group(), told.group(1), told.group(2));
    }
    if (bucket.isEmpty() && region.isEmpty()) {
      return new CosEndpoint(secure, address, address, STAND_IN, STAND_IN);
    }
    requireMatch("bucket", bucket, BUCKET, "such as files-1250000000, beside region");
    requireMatch("region", region, REGION, "such as ap-guangzhou, beside bucket");
    var host = bucket + ".cos." + region + ".myqcloud.com";
    return new CosEndpoint(secure, address, host, bucket, region);
  }

  private static URI url(String endpoint) {
    try {
      var url = new URI(endpoint.strip());
      if (url.getScheme() != null
          && SCHEMES.contains(url.getScheme().toLowerCase(Locale.ROOT))
          && url.getHost() != null
          && isRoot(url)) {
        return url;
      }
    } catch (URISyntaxException e) {
      throw malformed(endpoint, e);
    }
    throw malformed(endpoint, null);
  }

  private static boolean isRoot(URI url) {
    return (url.getRawPath().isEmpty() || url.getRawPath().equals("/"))
        && url.getRawUserInfo() == null
        && url.getRawQuery() == null
        && url.getRawFragment() == null;
  }

  private static IllegalArgumentException malformed(String endpoint, @Nullable Throwable cause) {
    return new IllegalArgumentException(
        "endpoint: \""
            + endpoint
            + "\" (expected: https://<bucket>-<appid>.cos.<region>.myqcloud.com, or http or https,"
            + " a host and nothing behind it)",
        cause);
  }

  private static void refuseOther(String key, String value, String expected) {
    if (!value.isEmpty() && !value.equals(expected)) {
      throw new IllegalArgumentException(
          "%s: \"%s\" (expected: %s, as endpoint says, or none)".formatted(key, value, expected));
    }
  }

  private static void requireMatch(String key, String value, Pattern form, String expected) {
    if (!form.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "%s: \"%s\" (expected: one %s)".formatted(key, value, expected));
    }
  }
}
