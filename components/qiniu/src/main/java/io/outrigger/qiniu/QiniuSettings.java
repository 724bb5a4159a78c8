package io.outrigger.qiniu;

import io.outrigger.spi.DataSize;
import io.outrigger.spi.Secret;
import io.outrigger.spi.Setting;
import io.outrigger.spi.file.EndpointSettings;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * The settings of a {@link QiniuFileStore}; those in mixed case are Layotto's.
 *
 * <p>An empty text stands for a setting that is absent.
 */
public record QiniuSettings(
    @Setting(
            doc =
                "The domain that files of the bucket are downloaded from, as host or URL. Without"
                    + " a scheme it is HTTPS, unless `useHTTPS` is off.",
            example = "https://files.example.com")
        String endpoint,
    @Setting(
            key = "accessKeyID",
            doc = "The access key of the account.",
            example = "${QINIU_ACCESS_KEY}")
        String accessKeyId,
    @Setting(
            key = "accessKeySecret",
            doc = "The secret key that belongs to it.",
            example = "${QINIU_SECRET_KEY}")
        Secret accessKeySecret,
    @Setting(doc = "The bucket that holds the files.", example = "files") String bucket,
    @Setting(
            key = "private",
            doc =
                "Whether the bucket is private, so that each download has to be signed. It says"
                    + " what the bucket is, and does not change it.",
            orElse = "false")
        boolean privateBucket,
    @Setting(
            key = "useHTTPS",
            doc =
                "Whether Qiniu is spoken to with TLS. Layotto's default is off. A URL that names"
                    + " its scheme keeps it.",
            orElse = "true")
        boolean useHttps,
    @Setting(
            key = "useCdnDomains",
            doc =
                "Whether uploads go to the domains that are accelerated for clients far away from"
                    + " the region, or directly to the region's own.",
            orElse = "false")
        boolean useCdnDomains,
    @Setting(
            doc =
                "The region of the bucket: `z0`, `z1`, `z2`, `cn-east-2`, `na0`, `as0` or another"
                    + " of Qiniu's. Empty means that `uc_host` is asked for it.",
            orElse = "",
            example = "z0")
        String region,
    @Setting(
            doc =
                "Where uploads go, as host or URL; for private clouds. Empty means that of the"
                    + " region.",
            orElse = "")
        String upHost,
    @Setting(
            doc =
                "Where facts are asked for and files deleted, as host or URL; for private clouds."
                    + " Empty means that of the region.",
            orElse = "")
        String rsHost,
    @Setting(
            doc =
                "Where files are listed, as host or URL; for private clouds. Empty means that of"
                    + " the region.",
            orElse = "")
        String rsfHost,
    @Setting(
            doc = "What is asked for the hosts of the bucket's region, as host or URL.",
            orElse = "uc.qiniuapi.com")
        String ucHost,
    @Setting(
            doc =
                "How much of a file is uploaded at once, from 1MiB to 1GiB. It is the memory that a"
                    + " put takes, and a file has 10,000 parts at most. A file of several parts"
                    + " can be checked by its hash when it is read only if they are of 4MiB.",
            orElse = "4MiB")
        DataSize partSize,
    @Setting(
            doc =
                "How long a signed download is valid, for the start of the download: once begun,"
                    + " it may take longer.",
            orElse = "60s",
            unit = Setting.Unit.SECONDS)
        Duration linkValidity,
    @Setting(doc = "How long a connection may take to come about.", orElse = "5s")
        Duration connectTimeout,
    @Setting(
            doc =
                "How long Qiniu may send nothing, or take nothing, while something is waited for.",
            orElse = "30s")
        Duration socketTimeout)
    implements EndpointSettings {

  private static final Pattern REGION = Pattern.compile("[a-z0-9-]*");
  private static final DataSize LEAST_PART = DataSize.ofMebibytes(1);
  private static final DataSize MOST_PART = DataSize.ofMebibytes(1024);

  /** Refuses what cannot work. */
  public QiniuSettings {
    requireText("endpoint", endpoint, "the download domain of the bucket");
    requireText("accessKeyID", accessKeyId, "an access key");
    requireText("bucket", bucket, "the name of a bucket");
    requireText("uc_host", ucHost, "a host");
    if (accessKeySecret.isEmpty()) {
      throw refused("accessKeySecret", "", "a secret key");
    }
    if (!REGION.matcher(region).matches()) {
      throw refused("region", region, "the name of a region, such as z0");
    }
    if (partSize.bytes() < LEAST_PART.bytes() || partSize.bytes() > MOST_PART.bytes()) {
      throw refused("part_size", partSize.toString(), LEAST_PART + " to " + MOST_PART);
    }
    requireHost("endpoint", endpoint, useHttps);
    requireHost("uc_host", ucHost, useHttps);
    requireHost("up_host", upHost, useHttps);
    requireHost("rs_host", rsHost, useHttps);
    requireHost("rsf_host", rsfHost, useHttps);
    requirePositive("link_validity", linkValidity);
    requirePositive("connect_timeout", connectTimeout);
    requirePositive("socket_timeout", socketTimeout);
  }

  private static void requireText(String key, String text, String expected) {
    if (text.isBlank()) {
      throw refused(key, text, expected);
    }
  }

  private static void requireHost(String key, String host, boolean https) {
    if (!host.isEmpty()) {
      var _ = BaseUrl.parse(key, host, https);
    }
  }

  private static void requirePositive(String key, Duration time) {
    if (!time.isPositive()) {
      throw refused(key, time.toString(), "> 0");
    }
  }

  private static IllegalArgumentException refused(String key, String value, String expected) {
    return new IllegalArgumentException(
        "%s: \"%s\" (expected: %s)".formatted(key, value, expected));
  }
}
