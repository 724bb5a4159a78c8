package io.outrigger.s3;

import io.outrigger.spi.ComponentDescriptor;
import io.outrigger.spi.ComponentProvider;
import io.outrigger.spi.file.FileStore;
import java.util.List;
import java.util.stream.Stream;

/** The component types that keep files in S3, MinIO and Aliyun OSS. */
public final class S3Components implements ComponentProvider {

  /** For {@link java.util.ServiceLoader}. */
  public S3Components() {}

  @Override
  public List<ComponentDescriptor<?, ?>> components() {
    return Stream.<ComponentDescriptor<?, ?>>of(
            files(Flavor.AWS, "aws.s3", "awsOSS"),
            files(Flavor.MINIO, "minio", "minioOSS"),
            files(Flavor.ALIYUN, "aliyun.oss", "aliOSS"))
        .toList();
  }

  private static ComponentDescriptor<?, ?> files(Flavor flavor, String type, String alias) {
    // No reference to the constructor, which would load the store and the SDK.
    return ComponentDescriptor.of(
            FileStore.KIND,
            type,
            S3Settings.class,
            (settings, context) -> new S3FileStore(flavor, settings, context))
        .withAliases(alias);
  }
}
