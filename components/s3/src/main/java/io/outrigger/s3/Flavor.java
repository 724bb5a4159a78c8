package io.outrigger.s3;

/** Whose store it is, and what follows from that where the settings are silent. */
enum Flavor {
  /** Amazon's own, or one that is reached as if it were. */
  AWS(false, true),
  /** MinIO, and servers like it. */
  MINIO(true, false),
  /** Aliyun OSS, by its endpoints for S3 clients. */
  ALIYUN(false, true);

  private final boolean pathStyle;
  private final boolean tls;

  Flavor(boolean pathStyle, boolean tls) {
    this.pathStyle = pathStyle;
    this.tls = tls;
  }

  /** Whether the bucket stands in the path rather than in the name of the host. */
  boolean isPathStyle() {
    return pathStyle;
  }

  /** Whether an endpoint without a scheme is one of HTTPS. */
  boolean isTls() {
    return tls;
  }
}
