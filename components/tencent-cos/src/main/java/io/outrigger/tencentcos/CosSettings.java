package io.outrigger.tencentcos;

import io.outrigger.spi.DataSize;
import io.outrigger.spi.Secret;
import io.outrigger.spi.Setting;
import io.outrigger.spi.Setting.Unit;
import io.outrigger.spi.file.EndpointSettings;
import java.time.Duration;

/** The settings of a {@link CosFileStore}; the names of the first five are those of Layotto. */
public record CosSettings(
    @Setting(
            doc =
                "The URL of the bucket, `https://<bucket>-<appid>.cos.<region>.myqcloud.com`, or of"
                    + " a domain of your own that leads to it.",
            example = "https://files-1250000000.cos.ap-guangzhou.myqcloud.com")
        String endpoint,
    @Setting(key = "accessKeyID", aliases = "access_key_id", doc = "The SecretId of the API key.")
        Secret accessKeyId,
    @Setting(
            key = "accessKeySecret",
            aliases = "access_key_secret",
            doc = "The SecretKey of the API key.")
        Secret accessKeySecret,
    @Setting(
            key = "sessionToken",
            aliases = "session_token",
            doc = "The token of a temporary API key; empty for a lasting one.",
            orElse = "")
        Secret sessionToken,
    @Setting(
            doc =
                "How long COS may be silent before an operation fails; a plain number is"
                    + " milliseconds. The deadline of the call counts besides.",
            orElse = "30s",
            unit = Unit.MILLISECONDS)
        Duration timeout,
    @Setting(doc = "How long a connection may take to come about.", orElse = "5s")
        Duration connectTimeout,
    @Setting(
            doc =
                "The bucket with its app id, where `endpoint` is only the way to COS, such as a"
                    + " proxy or a private address; `region` is needed with it.",
            orElse = "")
        String bucket,
    @Setting(
            doc = "The region of `bucket`, such as `ap-guangzhou`; given together with it.",
            orElse = "")
        String region,
    @Setting(
            doc =
                "How much of a file is sent at once, from 1 MiB to 1 GiB: a put holds as much memory"
                    + " when its file is larger, and a file has at most 10,000 times as much.",
            orElse = "8MiB")
        DataSize partSize,
    @Setting(
            doc =
                "How many connections there may be; each operation and each file that is being read"
                    + " has one.",
            orElse = "256")
        int maxConnections)
    implements EndpointSettings {

  private static final DataSize LEAST_PART = DataSize.ofMebibytes(1);
  private static final DataSize MOST_PART = DataSize.ofMebibytes(1024);

  /** Refuses what COS could not be reached with. */
  public CosSettings {
    var _ = CosEndpoint.of(endpoint, bucket, region);
    requireText("accessKeyID", accessKeyId);
    requireText("accessKeySecret", accessKeySecret);
    requirePositive("timeout", timeout);
    requirePositive("connect_timeout", connectTimeout);
    require(
        partSize.bytes() >= LEAST_PART.bytes() && partSize.bytes() <= MOST_PART.bytes(),
        "part_size: " + partSize + " (expected: from 1MiB to 1024MiB)");
    require(maxConnections > 0, "max_connections: " + maxConnections + " (expected: >= 1)");
  }

  /** Where the bucket is. */
  CosEndpoint cos() {
    return CosEndpoint.of(endpoint, bucket, region);
  }

  /** How many bytes a part has. */
  int partBytes() {
    return (int) partSize.bytes();
  }

  private static void requireText(String key, Secret value) {
    require(!value.reveal().isBlank(), key + ": empty (expected: that of an API key)");
  }

  private static void requirePositive(String key, Duration value) {
    require(
        value.toMillis() > 0 && value.toMillis() <= Integer.MAX_VALUE,
        key + ": " + value + " (expected: from 1ms to 24 days)");
  }

  private static void require(boolean valid, String message) {
    if (!valid) {
      throw new IllegalArgumentException(message);
    }
  }
}
