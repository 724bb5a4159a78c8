package io.outrigger.s3;

import io.outrigger.spi.DataSize;
import io.outrigger.spi.Secret;
import io.outrigger.spi.Setting;
import io.outrigger.spi.file.EndpointSettings;
import java.time.Duration;
import java.util.Optional;

/**
 * The settings of one endpoint of {@code aws.s3}, {@code minio} or {@code aliyun.oss}; their names
 * are Layotto's where it has them.
 */
public record S3Settings(
    @Setting(
            doc =
                "Where the store is: `host`, `host:port`, `http://host:port` or"
                    + " `https://host:port`. `aws.s3` needs none when there is a `region`. The"
                    + " endpoints of Aliyun OSS for its own protocol (`oss-cn-hangzhou.aliyuncs.com`)"
                    + " are turned into those for S3 clients (`s3.oss-cn-hangzhou.aliyuncs.com`).",
            orElse = "",
            example = "127.0.0.1:9000")
        String endpoint,
    @Setting(
            doc =
                "The region that requests are signed for. Empty means the one that the endpoint"
                    + " names, as those of AWS and Aliyun do, or else `us-east-1`. `aws.s3` without an"
                    + " endpoint needs it.",
            orElse = "")
        String region,
    @Setting(
            key = "accessKeyID",
            aliases = "access_key_id",
            doc =
                "The id of the access key. `aws.s3` without a key takes what the environment of the"
                    + " sidecar has: `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`, a profile, or"
                    + " the role of the container or host. Web identities (IRSA) are not among them.",
            orElse = "")
        Secret accessKeyId,
    @Setting(
            key = "accessKeySecret",
            aliases = "access_key_secret",
            doc = "The secret of the access key.",
            orElse = "")
        Secret accessKeySecret,
    @Setting(
            key = "sessionToken",
            aliases = "session_token",
            doc = "The session token of an access key that is valid for a time only.",
            orElse = "")
        Secret sessionToken,
    @Setting(
            key = "SSL",
            aliases = "ssl",
            doc =
                "Whether an `endpoint` without `http://` or `https://` is one of HTTPS. Absent means"
                    + " `false` for `minio` and `true` for the others.")
        Optional<Boolean> ssl,
    @Setting(
            doc =
                "The bucket. With it names are keys in that bucket; without it they are"
                    + " `bucket/key`, as in Layotto.",
            orElse = "",
            example = "files")
        String bucket,
    @Setting(
            doc =
                "Whether the bucket stands in the path (`http://host/bucket/key`) rather than in the"
                    + " name of the host (`http://bucket.host/key`). Absent means `true` for `minio`"
                    + " and `false` for the others; Aliyun OSS knows only the latter.")
        Optional<Boolean> pathStyle,
    @Setting(
            doc =
                "How large the parts are in which a file is uploaded that is larger than one of"
                    + " them, from 5MiB to 1GiB. A put holds one part in memory; a file has 10,000"
                    + " of them at most.",
            orElse = "8MiB")
        DataSize partSize,
    @Setting(doc = "How long it may take to connect.", orElse = "2s") Duration connectTimeout,
    @Setting(
            doc = "How long the store may be silent while it is read from or written to.",
            orElse = "30s")
        Duration socketTimeout,
    @Setting(
            doc =
                "How many connections there may be at a time; a stream has one for as long as it"
                    + " lasts. Who finds none free waits for `connect_timeout`.",
            orElse = "256")
        int maxConnections)
    implements EndpointSettings {

  private static final DataSize LEAST_PART = DataSize.ofMebibytes(5);
  private static final DataSize MOST_PART = DataSize.ofMebibytes(1024);

  /** Refuses what contradicts itself. */
  public S3Settings {
    require(
        accessKeyId.isEmpty() == accessKeySecret.isEmpty(),
        "accessKeyID, accessKeySecret: one of them (expected: both, or neither)");
    require(
        sessionToken.isEmpty() || !accessKeyId.isEmpty(),
        "sessionToken: without accessKeyID (expected: the key that it belongs to)");
    require(
        bucket.isEmpty() || BucketName.isOne(bucket),
        "bucket: \"%s\" (expected: %s)".formatted(bucket, BucketName.FORM));
    require(
        partSize.bytes() >= LEAST_PART.bytes() && partSize.bytes() <= MOST_PART.bytes(),
        "part_size: %s (expected: %s to %s)".formatted(partSize, LEAST_PART, MOST_PART));
    requireTimeout("connect_timeout", connectTimeout);
    requireTimeout("socket_timeout", socketTimeout);
    require(maxConnections >= 1, "max_connections: " + maxConnections + " (expected: >= 1)");
  }

  private static void requireTimeout(String key, Duration timeout) {
    require(
        timeout.toMillis() >= 1 && timeout.toMillis() <= Integer.MAX_VALUE,
        "%s: %s (expected: 1ms to 24d)".formatted(key, timeout));
  }

  private static void require(boolean valid, String message) {
    if (!valid) {
      throw new IllegalArgumentException(message);
    }
  }
}
